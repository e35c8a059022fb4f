package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.kvm.memory.AddressSpace;
import io.github.kvmtck.kvm.process.LinuxProcess;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;
import java.util.Map;
import java.util.stream.Collectors;

/** What a child is born with: the child's side. */
final class Birth {
  private static final int READ_WRITE = Mman.PROT_READ | Mman.PROT_WRITE;
  private static final int COPIED = Mman.MAP_PRIVATE | Mman.MAP_ANONYMOUS | Mman.MAP_FIXED;

  private Birth() {}

  /** A process with the same descriptors and ranges, those that are copied still writable. */
  static LinuxProcess of(Message.Adopt born) {
    AddressSpace space = AddressSpace.createAt(born.base(), born.vcpuMmapSize());
    Map<Integer, FdKind> kinds =
        born.descriptors().stream()
            .collect(Collectors.toMap(Message.Descriptor::fd, Message.Descriptor::kind));
    for (Message.Range range : born.ranges()) {
      boolean copied = range.fd() < 0;
      Syscall.Mmap mmap =
          new Syscall.Mmap(
              range.start(),
              range.length(),
              copied ? READ_WRITE : range.prot(),
              copied ? COPIED : range.flags() | Mman.MAP_FIXED,
              range.fd(),
              copied ? 0 : range.offset());
      Returned.required(
          mmap.toString(),
          space.mmap(mmap, copied ? null : range.fd(), kinds.get(range.fd()) == FdKind.VCPU));
    }
    LinuxProcess process =
        new LinuxProcess(
            space,
            child -> {
              throw ForkedProcess.again();
            });
    kinds.forEach(process::adopt);
    return process;
  }

  static void protect(LinuxProcess process, Message.Adopt born) {
    for (Message.Range range : born.ranges()) {
      if (range.fd() < 0 && range.prot() != READ_WRITE) {
        process.protect(range.start(), range.length(), range.prot());
      }
    }
  }
}
