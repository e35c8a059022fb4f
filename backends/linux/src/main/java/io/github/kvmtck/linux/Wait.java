package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/wait.h. */
public final class Wait {
  public static final int WNOHANG = 1;

  private static final MethodHandle WAITPID =
      Libc.function("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private Wait() {}

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
