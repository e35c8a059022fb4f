package io.github.kvmtck.redirect.client;

import static io.github.kvmtck.api.uapi.VcpuRun.KVM_RUN;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Descriptors;
import io.github.kvmtck.redirect.memory.Mapped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What events need to know of descriptors and no caught call tells: dup, and where kvm_run is
 * mapped. Linux knows it, and is asked when it matters.
 */
final class Names {
  private static final int MAP_SHARED = 1;

  private final int pid;
  private final Descriptors descriptors;
  private final Memory memory;
  private final Map<Integer, Integer> files = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> firsts = new ConcurrentHashMap<>();

  Names(int pid, Descriptors descriptors, Memory memory) {
    this.pid = pid;
    this.descriptors = descriptors;
    this.memory = memory;
  }

  /** Before an ioctl on one of the kernel's files, which is known by its number. */
  void learn(Syscall.Ioctl call, int file) {
    int fd = call.fd();
    if (!Integer.valueOf(file).equals(files.put(fd, file))) {
      int first = firsts.computeIfAbsent(file, unused -> fd);
      if (first != fd) {
        descriptors.learn(new Syscall.Dup(first), Result.of(fd), memory);
      }
    }
    if (call.request() == KVM_RUN.number() && descriptors.run(fd).isEmpty()) {
      Mapped.first(pid, file)
          .ifPresent(there ->
              descriptors.learn(
                  new Syscall.Mmap(0, there.length(), there.prot(), MAP_SHARED, fd, 0),
                  Result.of(there.address()),
                  memory));
    }
  }
}
