package io.github.kvmtck.api;

/**
 * The system calls that KVM clients make, arguments as in their manual pages (section 2). Addresses
 * are of the calling process. Signal sets travel by value, bit n-1 for signal n, so that they need
 * no memory.
 */
public sealed interface Syscall {

  record Open(String path, int flags) implements Syscall {}

  record Close(int fd) implements Syscall {}

  record Dup(int fd) implements Syscall {}

  /**
   * ioctl(2).
   *
   * @param request the whole 32-bit command word, unsigned
   */
  record Ioctl(int fd, long request, long arg) implements Syscall {}

  record Mmap(long address, long length, int prot, int flags, int fd, long offset)
      implements Syscall {}

  record Munmap(long address, long length) implements Syscall {}

  record Mprotect(long address, long length, int prot) implements Syscall {}

  record Madvise(long address, long length, int advice) implements Syscall {}

  record Read(int fd, long address, long count) implements Syscall {}

  record Pread(int fd, long address, long count, long offset) implements Syscall {}

  record Write(int fd, long address, long count) implements Syscall {}

  record MemfdCreate(String name, int flags) implements Syscall {}

  record Ftruncate(int fd, long length) implements Syscall {}

  record Eventfd(int initial, int flags) implements Syscall {}

  record Userfaultfd(int flags) implements Syscall {}

  /** poll(2) on {@code count} struct pollfd at {@code fds}. */
  record Poll(long fds, int count, int timeoutMillis) implements Syscall {}

  record EpollCreate(int flags) implements Syscall {}

  /** epoll_ctl(2); {@code event} is the address of a struct epoll_event. */
  record EpollCtl(int epfd, int op, int fd, long event) implements Syscall {}

  /** pthread_sigmask(3) of the calling task; the value returned is the mask before. */
  record Sigmask(How how, long set) implements Syscall {
    /** SIG_BLOCK, SIG_UNBLOCK and SIG_SETMASK, in the order of their numbers. */
    public enum How {
      BLOCK,
      UNBLOCK,
      SETMASK
    }
  }

  /** sigpending(2): the value returned is the set. */
  record Sigpending() implements Syscall {}

  /** sigtimedwait(2): the value returned is the signal that was taken; EAGAIN after the timeout. */
  record Sigtimedwait(long set, long timeoutNanos) implements Syscall {}
}
