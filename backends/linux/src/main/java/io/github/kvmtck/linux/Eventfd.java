package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/eventfd.h. */
public final class Eventfd {
  public static final int EFD_CLOEXEC = 0x80000;

  private static final MethodHandle EVENTFD =
      Libc.function("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private Eventfd() {}

  /** eventfd(2). */
  public static int eventfd(int initial, int flags) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) EVENTFD.invokeExact(errno, initial, flags), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
