package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/prctl.h. */
public final class Prctl {
  private static final int PR_SET_NO_NEW_PRIVS = 38;

  private static final MethodHandle PRCTL =
      Libc.variadic(
          "prctl",
          1,
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private Prctl() {}

  /** The calling thread and what it starts never gain privileges: who has none may filter then. */
  public static int noNewPrivileges() {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned(
          (int) PRCTL.invokeExact(errno, PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
