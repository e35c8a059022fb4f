package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/syscall.h: system calls by number, some without a wrapper in older C libraries. */
public final class Syscalls {
  // asm/unistd_64.h
  private static final long SCHED_YIELD = 24;
  private static final long MODIFY_LDT = 154;
  private static final long GETTID = 186;
  private static final long TGKILL = 234;
  private static final long SECCOMP = 317;
  private static final long USERFAULTFD = 323;
  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_GETFD = 438;

  private static final MethodHandle SYSCALL =
      Libc.variadic(
          "syscall",
          1,
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private Syscalls() {}

  /** sched_yield(2): another thread may go first. */
  public static void schedYield() {
    syscall(SCHED_YIELD, 0, 0, 0);
  }

  /** gettid(2): the calling thread, which must be a platform thread to keep it. */
  public static int gettid() {
    return (int) syscall(GETTID, 0, 0, 0);
  }

  /** tgkill(2). */
  public static int tgkill(int tgid, int tid, int signal) {
    return (int) syscall(TGKILL, tgid, tid, signal);
  }

  /** modify_ldt(2), writing: {@code descriptor} is the address of a struct user_desc. */
  public static int modifyLdt(long descriptor, int size) {
    return (int) syscall(MODIFY_LDT, 1, descriptor, size);
  }

  /** userfaultfd(2). */
  public static int userfaultfd(int flags) {
    return (int) syscall(USERFAULTFD, flags, 0, 0);
  }

  /** seccomp(2). */
  static int seccomp(int operation, int flags, long program) {
    return (int) syscall(SECCOMP, operation, flags, program);
  }

  /** pidfd_open(2) of a process: the descriptor, which is closed on exec. */
  public static int pidfdOpen(int pid) {
    return (int) syscall(PIDFD_OPEN, pid, 0, 0);
  }

  /** pidfd_getfd(2): a copy of another process's descriptor, which is closed on exec. */
  public static int pidfdGetfd(int pidfd, int fd) {
    return (int) syscall(PIDFD_GETFD, pidfd, fd, 0);
  }

  private static long syscall(long number, long a, long b, long c) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((long) SYSCALL.invokeExact(errno, number, a, b, c), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
