package io.github.kvmtck.api.client;

import static io.github.kvmtck.api.uapi.Linux.MAP_ANONYMOUS;
import static io.github.kvmtck.api.uapi.Linux.MAP_PRIVATE;
import static io.github.kvmtck.api.uapi.Linux.PROT_READ;
import static io.github.kvmtck.api.uapi.Linux.PROT_WRITE;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory of the process that ioctl arguments are put in: one buffer for each call in flight. */
final class Arguments {
  /** Room for the largest structure that the typed calls pass. */
  static final int SIZE = 1 << 16;

  private final Deque<Long> free = new ConcurrentLinkedDeque<>();
  private final Queue<Long> all = new ConcurrentLinkedQueue<>();

  /** The address of {@link #SIZE} bytes that are the caller's until given back. */
  long take(Kernel.Task task) {
    Long address = free.pollFirst();
    return address != null ? address : map(task);
  }

  void giveBack(long address) {
    free.addFirst(address);
  }

  /** Unmaps them all; no call may be in flight. */
  void release(Kernel.Task task) {
    free.clear();
    for (Long address = all.poll(); address != null; address = all.poll()) {
      Reply.of("munmap", task.call(new Syscall.Munmap(address, SIZE))).orThrow();
    }
  }

  private long map(Kernel.Task task) {
    Result mapped =
        task.call(
            new Syscall.Mmap(0, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    long address = Reply.of("mmap of a buffer for arguments", mapped).value();
    all.add(address);
    return address;
  }
}
