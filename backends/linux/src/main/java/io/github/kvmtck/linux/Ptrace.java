package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * sys/ptrace.h. All calls about one tracee come from one thread, and so does the wait for it.
 *
 * <p>Structures that the kernel fills are native memory of this process.
 */
public final class Ptrace {
  /** Options: system calls stop with {@link #SYSCALL_STOP}, and what is started is traced too. */
  public static final int O_TRACESYSGOOD = 1;

  public static final int O_TRACEFORK = 1 << 1;
  public static final int O_TRACEVFORK = 1 << 2;
  public static final int O_TRACECLONE = 1 << 3;
  public static final int O_TRACEEXEC = 1 << 4;

  /** The signal of a stop at a system call: SIGTRAP, and what O_TRACESYSGOOD adds. */
  public static final int SYSCALL_STOP = 5 | 0x80;

  /** Events, in the third byte of a wait status. */
  public static final int EVENT_FORK = 1;

  public static final int EVENT_VFORK = 2;
  public static final int EVENT_CLONE = 3;
  public static final int EVENT_EXEC = 4;
  public static final int EVENT_STOP = 128;

  /** sizeof(struct ptrace_syscall_info), linux/ptrace.h. */
  public static final int SYSCALL_INFO = 88;

  /** Values of its op. */
  public static final int INFO_ENTRY = 1;

  public static final int INFO_EXIT = 2;

  /** sizeof(struct user_regs_struct), sys/user.h: 27 words. */
  public static final int REGISTERS = 216;

  /** sizeof(siginfo_t). */
  public static final int SIGNAL_INFO = 128;

  private static final int PTRACE_CONT = 7;
  private static final int PTRACE_SINGLESTEP = 9;
  private static final int PTRACE_GETREGS = 12;
  private static final int PTRACE_SETREGS = 13;
  private static final int PTRACE_DETACH = 17;
  private static final int PTRACE_SYSCALL = 24;
  private static final int PTRACE_GETEVENTMSG = 0x4201;
  private static final int PTRACE_GETSIGINFO = 0x4202;
  private static final int PTRACE_SEIZE = 0x4206;
  private static final int PTRACE_INTERRUPT = 0x4207;
  private static final int PTRACE_LISTEN = 0x4208;
  private static final int PTRACE_GETSIGMASK = 0x420a;
  private static final int PTRACE_SETSIGMASK = 0x420b;
  private static final int PTRACE_GET_SYSCALL_INFO = 0x420e;

  private static final MethodHandle PTRACE =
      Libc.variadic(
          "ptrace", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

  private Ptrace() {}

  /** PTRACE_SEIZE: the thread is traced and goes on. */
  public static int seize(int tid, int options) {
    return call(PTRACE_SEIZE, tid, 0, options);
  }

  /** PTRACE_CONT: goes on, with the signal, where it is not 0. */
  public static int proceed(int tid, int signal) {
    return call(PTRACE_CONT, tid, 0, signal);
  }

  /** PTRACE_SYSCALL: goes on to the next entry or exit of a system call. */
  public static int toSyscall(int tid, int signal) {
    return call(PTRACE_SYSCALL, tid, 0, signal);
  }

  /** PTRACE_LISTEN: a group-stop stays one, and its end is told. */
  public static int listen(int tid) {
    return call(PTRACE_LISTEN, tid, 0, 0);
  }

  /** PTRACE_GET_SYSCALL_INFO into {@link #SYSCALL_INFO} bytes; returns how many are known. */
  public static int syscallInfo(int tid, MemorySegment into) {
    return call(PTRACE_GET_SYSCALL_INFO, tid, into.byteSize(), into.address());
  }

  /** PTRACE_GETEVENTMSG into eight bytes. */
  public static int eventMessage(int tid, MemorySegment into) {
    return call(PTRACE_GETEVENTMSG, tid, 0, into.address());
  }

  /** PTRACE_GETSIGINFO into {@link #SIGNAL_INFO} bytes; EINVAL where it is a group-stop. */
  public static int signalInfo(int tid, MemorySegment into) {
    return call(PTRACE_GETSIGINFO, tid, 0, into.address());
  }

  /** PTRACE_DETACH: a stopped thread goes on untraced, with the signal, where it is not 0. */
  public static int detach(int tid, int signal) {
    return call(PTRACE_DETACH, tid, 0, signal);
  }

  /** PTRACE_INTERRUPT: the thread stops before it runs in user mode again. */
  public static int interrupt(int tid) {
    return call(PTRACE_INTERRUPT, tid, 0, 0);
  }

  /** PTRACE_SINGLESTEP. */
  public static int singleStep(int tid) {
    return call(PTRACE_SINGLESTEP, tid, 0, 0);
  }

  /** PTRACE_GETREGS into {@link #REGISTERS} bytes. */
  public static int registers(int tid, MemorySegment into) {
    return call(PTRACE_GETREGS, tid, 0, into.address());
  }

  /** PTRACE_SETREGS. */
  public static int setRegisters(int tid, MemorySegment from) {
    return call(PTRACE_SETREGS, tid, 0, from.address());
  }

  /** PTRACE_GETSIGMASK into eight bytes. */
  public static int signalMask(int tid, MemorySegment into) {
    return call(PTRACE_GETSIGMASK, tid, Long.BYTES, into.address());
  }

  /** PTRACE_SETSIGMASK. */
  public static int setSignalMask(int tid, MemorySegment from) {
    return call(PTRACE_SETSIGMASK, tid, Long.BYTES, from.address());
  }

  private static int call(int request, int tid, long address, long data) {
    MemorySegment errno = Libc.errno();
    try {
      return (int)
          Libc.returned((long) PTRACE.invokeExact(errno, request, tid, address, data), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
