package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.packed;
import static io.github.kvmtck.api.uapi.C.s16;
import static io.github.kvmtck.api.uapi.C.s32;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;

/** What KVM clients need of the rest of Linux: files, memory, waiting (manual pages, section 2). */
public final class Linux {
  private Linux() {}

  /** The page size of x86-64, in bytes. */
  public static final int PAGE_SIZE = 4096;

  /** Flags of open(2). */
  public static final int O_RDONLY = 0;

  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_CLOEXEC = 0x80000;

  /** Protection for mmap(2) and mprotect(2). */
  public static final int PROT_NONE = 0;

  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;
  public static final int PROT_EXEC = 4;

  /** Flags of mmap(2). */
  public static final int MAP_SHARED = 1;

  public static final int MAP_PRIVATE = 2;
  public static final int MAP_FIXED = 0x10;
  public static final int MAP_ANONYMOUS = 0x20;
  public static final int MAP_NORESERVE = 0x4000;
  public static final int MAP_POPULATE = 0x8000;
  public static final int MAP_FIXED_NOREPLACE = 0x100000;

  /** Advice for madvise(2). */
  public static final int MADV_DONTNEED = 4;

  public static final int MADV_REMOVE = 9;
  public static final int MADV_HUGEPAGE = 14;
  public static final int MADV_NOHUGEPAGE = 15;
  public static final int MADV_POPULATE_READ = 22;
  public static final int MADV_POPULATE_WRITE = 23;

  /** A flag of memfd_create(2). */
  public static final int MFD_CLOEXEC = 1;

  /** Flags of eventfd(2). */
  public static final int EFD_SEMAPHORE = 1;

  public static final int EFD_NONBLOCK = O_NONBLOCK;
  public static final int EFD_CLOEXEC = O_CLOEXEC;

  /** For poll(2). */
  public static final Struct POLLFD = struct("pollfd", s32("fd"), s16("events"), s16("revents"));

  /** Bits of events and revents. */
  public static final int POLLIN = 1;

  public static final int POLLPRI = 2;
  public static final int POLLOUT = 4;
  public static final int POLLERR = 8;
  public static final int POLLHUP = 0x10;
  public static final int POLLNVAL = 0x20;

  /** For epoll_ctl(2): packed on x86-64. */
  public static final Struct EPOLL_EVENT = packed("epoll_event", u32("events"), u64("data"));

  /** Operations of epoll_ctl(2). */
  public static final int EPOLL_CTL_ADD = 1;

  public static final int EPOLL_CTL_DEL = 2;
  public static final int EPOLL_CTL_MOD = 3;

  /** Bits of epoll's events. */
  public static final int EPOLLIN = 1;

  public static final int EPOLLOUT = 4;
  public static final int EPOLLERR = 8;
  public static final int EPOLLHUP = 0x10;

  /** A flag of epoll_create1(2). */
  public static final int EPOLL_CLOEXEC = O_CLOEXEC;
}
