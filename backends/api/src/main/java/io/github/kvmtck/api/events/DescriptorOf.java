package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Syscall;
import java.util.OptionalInt;

/** The descriptor that a system call is made on. */
final class DescriptorOf {
  private static final int NO_FD = -1;

  private DescriptorOf() {}

  static OptionalInt call(Syscall call) {
    return switch (call) {
      case Syscall.Close(int fd) -> OptionalInt.of(fd);
      case Syscall.Dup(int fd) -> OptionalInt.of(fd);
      case Syscall.Ioctl ioctl -> OptionalInt.of(ioctl.fd());
      case Syscall.Mmap mmap when mmap.fd() != NO_FD -> OptionalInt.of(mmap.fd());
      case Syscall.Read read -> OptionalInt.of(read.fd());
      case Syscall.Pread pread -> OptionalInt.of(pread.fd());
      case Syscall.Write write -> OptionalInt.of(write.fd());
      case Syscall.Ftruncate truncate -> OptionalInt.of(truncate.fd());
      case Syscall.EpollCtl control -> OptionalInt.of(control.epfd());
      default -> OptionalInt.empty();
    };
  }
}
