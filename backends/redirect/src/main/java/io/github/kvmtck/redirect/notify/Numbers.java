package io.github.kvmtck.redirect.notify;

/** Numbers of the system calls that are caught (asm/unistd_64.h). */
public final class Numbers {
  public static final int OPEN = 2;
  public static final int MMAP = 9;
  public static final int MPROTECT = 10;
  public static final int MUNMAP = 11;
  public static final int RT_SIGRETURN = 15;
  public static final int IOCTL = 16;
  public static final int MREMAP = 25;
  public static final int MADVISE = 28;
  public static final int EXECVE = 59;
  public static final int READLINK = 89;
  public static final int OPENAT = 257;
  public static final int READLINKAT = 267;
  public static final int EXECVEAT = 322;
  public static final int OPENAT2 = 437;

  /**
   * The upper half of mmap's flags where the call is our own, made in a client's name: Linux takes
   * no notice of it.
   */
  public static final int OWN_MMAP = 0x4b54434b;

  private Numbers() {}
}
