package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Signals;
import java.util.Locale;

/** A system call that is no ioctl, in the manner of strace; the descriptor is named elsewhere. */
final class SyscallText {
  private SyscallText() {}

  static String of(Syscall call) {
    return switch (call) {
      case Syscall.Open(String path, int flags) -> "open %s 0x%x".formatted(path, flags);
      case Syscall.Close _ -> "close";
      case Syscall.Dup _ -> "dup";
      case Syscall.Ioctl(int _, long request, long arg) ->
          "ioctl 0x%x 0x%x".formatted(request, arg);
      case Syscall.Mmap m ->
          "mmap address=0x%x length=0x%x prot=0x%x flags=0x%x offset=0x%x"
              .formatted(m.address(), m.length(), m.prot(), m.flags(), m.offset());
      case Syscall.Munmap(long address, long length) ->
          "munmap address=0x%x length=0x%x".formatted(address, length);
      case Syscall.Mprotect(long address, long length, int prot) ->
          "mprotect address=0x%x length=0x%x prot=0x%x".formatted(address, length, prot);
      case Syscall.Madvise(long address, long length, int advice) ->
          "madvise address=0x%x length=0x%x advice=%d".formatted(address, length, advice);
      case Syscall.Read(int _, long _, long count) -> "read " + count;
      case Syscall.Pread(int _, long _, long count, long offset) ->
          "pread %d at 0x%x".formatted(count, offset);
      case Syscall.Write(int _, long _, long count) -> "write " + count;
      case Syscall.MemfdCreate(String name, int _) -> "memfd_create " + name;
      case Syscall.Ftruncate(int _, long length) -> "ftruncate 0x%x".formatted(length);
      case Syscall.Eventfd(int initial, int flags) -> "eventfd %d 0x%x".formatted(initial, flags);
      case Syscall.Userfaultfd(int flags) -> "userfaultfd 0x%x".formatted(flags);
      case Syscall.Poll(long _, int count, int timeout) ->
          "poll %d fds timeout=%dms".formatted(count, timeout);
      case Syscall.EpollCreate _ -> "epoll_create";
      case Syscall.EpollCtl(int _, int op, int fd, long _) ->
          "epoll_ctl op=%d fd=%d".formatted(op, fd);
      case Syscall.Sigmask(Syscall.Sigmask.How how, long set) ->
          "sigmask " + how.name().toLowerCase(Locale.ROOT) + " " + Signals.format(set);
      case Syscall.Sigpending() -> "sigpending";
      case Syscall.Sigtimedwait(long set, long timeout) ->
          "sigtimedwait %s timeout=%dns".formatted(Signals.format(set), timeout);
    };
  }
}
