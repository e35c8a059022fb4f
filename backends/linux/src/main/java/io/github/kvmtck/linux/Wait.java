package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/wait.h. */
public final class Wait {
  public static final int WNOHANG = 1;

  /** Threads too, and children that were not forked: tracees. */
  public static final int WALL = 0x4000_0000;

  /** Only children and tracees of the calling thread. */
  public static final int WNOTHREAD = 0x2000_0000;

  private static final MethodHandle WAITPID =
      Libc.function("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private static final MethodHandle WAITID =
      Libc.function(
          "waitid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private static final int P_PID = 1;
  private static final int WSTOPPED = 2;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x0100_0000;

  /** sizeof(siginfo_t). */
  private static final int SIGINFO = 128;

  private static final int SI_CODE = 8;

  private static final int CLD_DUMPED = 3;

  private Wait() {}

  /**
   * waitid(2) that takes nothing away: waits until a tracee stops or ends.
   *
   * @return whether it has stopped
   */
  public static boolean awaitStop(int tid) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIGINFO, 8);
      int options = WEXITED | WSTOPPED | WNOWAIT | WALL;
      int waited = Libc.returned((int) WAITID.invokeExact(errno, P_PID, tid, info, options), errno);
      return waited == 0 && info.get(JAVA_INT, SI_CODE) > CLD_DUMPED;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** WIFEXITED. */
  public static boolean exited(int status) {
    return (status & 0x7f) == 0;
  }

  /** WIFSTOPPED. */
  public static boolean stopped(int status) {
    return (status & 0xff) == 0x7f;
  }

  /** WSTOPSIG. */
  public static int stopSignal(int status) {
    return status >> 8 & 0xff;
  }

  /**
   * What a shell makes of the status of a process that ended: 128 and the signal, if one did it.
   */
  public static int exitCode(int status) {
    return exited(status) ? status >> 8 & 0xff : 128 + (status & 0x7f);
  }

  /** waitpid(2); the status is stored at {@code status}. */
  public static int waitpid(int pid, MemorySegment status, int options) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) WAITPID.invokeExact(errno, pid, status, options), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
