package io.github.kvmtck.kvm.process;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.kvm.memory.AddressSpace;
import io.github.kvmtck.linux.Epoll;
import io.github.kvmtck.linux.Eventfd;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Poll;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Syscalls;
import io.github.kvmtck.linux.Unistd;

/**
 * Makes a client's system calls, on the calling thread.
 *
 * <p>Descriptors that the client does not have and addresses outside of its address space are
 * replaced by ones that nobody has, so that the kernel itself refuses them, in its own order.
 * Everything is closed on exec: only a fork of this client may inherit it.
 */
final class SystemCalls {
  private static final String KVM = "/dev/kvm";
  private static final int POLLFD_SIZE = 8;
  private static final int EPOLL_EVENT_SIZE = 12;

  private final Descriptors descriptors;
  private final AddressSpace space;
  private final IoctlCalls ioctls;

  SystemCalls(Descriptors descriptors, AddressSpace space) {
    this.descriptors = descriptors;
    this.space = space;
    this.ioctls = new IoctlCalls(descriptors, space);
  }

  /** What the kernel returned, errors negated. */
  long call(Syscall call) {
    return switch (call) {
      case Syscall.Ioctl ioctl -> ioctls.call(ioctl);
      case Syscall.Open(String path, int flags) ->
          opened(
              Fcntl.open(path, flags | Fcntl.O_CLOEXEC),
              path.equals(KVM) ? FdKind.SYSTEM : FdKind.OTHER);
      case Syscall.Close(int fd) -> close(fd);
      case Syscall.Dup(int fd) -> {
        FdKind kind = descriptors.kind(fd);
        yield opened(Fcntl.duplicate(descriptors.own(fd)), kind == null ? FdKind.OTHER : kind);
      }
      case Syscall.Mmap mmap -> {
        FdKind kind = descriptors.kind(mmap.fd());
        yield space.mmap(mmap, kind == null ? null : mmap.fd(), kind == FdKind.VCPU);
      }
      case Syscall.Munmap(long address, long length) -> space.munmap(address, length);
      case Syscall.Mprotect(long address, long length, int prot) ->
          space.mprotect(address, length, prot);
      case Syscall.Madvise(long address, long length, int advice) ->
          space.madvise(address, length, advice);
      case Syscall.Read(int fd, long address, long count) ->
          Unistd.read(descriptors.own(fd), space.confined(address, count), count);
      case Syscall.Pread(int fd, long address, long count, long offset) ->
          Unistd.pread(descriptors.own(fd), space.confined(address, count), count, offset);
      case Syscall.Write(int fd, long address, long count) ->
          Unistd.write(descriptors.own(fd), space.confined(address, count), count);
      case Syscall.MemfdCreate(String name, int flags) ->
          opened(Mman.memfdCreate(name, flags | Mman.MFD_CLOEXEC), FdKind.OTHER);
      case Syscall.Ftruncate(int fd, long length) -> Unistd.ftruncate(descriptors.own(fd), length);
      case Syscall.Eventfd(int initial, int flags) ->
          opened(Eventfd.eventfd(initial, flags | Eventfd.EFD_CLOEXEC), FdKind.OTHER);
      case Syscall.Userfaultfd(int flags) ->
          opened(Syscalls.userfaultfd(flags | Fcntl.O_CLOEXEC), FdKind.USERFAULTFD);
      case Syscall.Poll(long fds, int count, int timeoutMillis) ->
          Poll.poll(space.confined(fds, (long) count * POLLFD_SIZE), count, timeoutMillis);
      case Syscall.EpollCreate(int flags) ->
          opened(Epoll.epollCreate1(flags | Epoll.EPOLL_CLOEXEC), FdKind.OTHER);
      case Syscall.EpollCtl(int epfd, int op, int fd, long event) ->
          Epoll.epollCtl(
              descriptors.own(epfd),
              op,
              descriptors.own(fd),
              space.confined(event, EPOLL_EVENT_SIZE));
      case Syscall.Sigmask(Syscall.Sigmask.How how, long set) -> sigmask(how, set);
      case Syscall.Sigpending() -> Signal.pending() & ClientSignals.USABLE;
      case Syscall.Sigtimedwait(long set, long timeoutNanos) ->
          Signal.timedWait(ClientSignals.usable(set), timeoutNanos);
    };
  }

  private long opened(int returned, FdKind kind) {
    if (!Returned.failed(returned)) {
      descriptors.opened(returned, kind);
    }
    return returned;
  }

  private long close(int fd) {
    if (descriptors.kind(fd) != null) {
      space.closed(fd);
    }
    return descriptors.close(fd);
  }

  /** The mask of the client's signals; the JVM's stay as they are. */
  private static long sigmask(Syscall.Sigmask.How how, long set) {
    long signals = ClientSignals.usable(set);
    long before =
        switch (how) {
          case BLOCK -> Signal.mask(Signal.SIG_BLOCK, signals);
          case UNBLOCK -> Signal.mask(Signal.SIG_UNBLOCK, signals);
          case SETMASK -> {
            long jvms = Signal.mask(Signal.SIG_BLOCK, 0);
            yield Signal.mask(Signal.SIG_SETMASK, jvms & ~ClientSignals.USABLE | signals);
          }
        };
    return before & ClientSignals.USABLE;
  }
}
