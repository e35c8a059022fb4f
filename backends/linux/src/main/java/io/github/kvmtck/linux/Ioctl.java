package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/ioctl.h. */
public final class Ioctl {
  private static final MethodHandle IOCTL =
      Libc.variadic("ioctl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

  private Ioctl() {}

  /** ioctl(2); {@code request} is the whole command word, {@code arg} a value or an address. */
  public static int ioctl(int fd, long request, long arg) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) IOCTL.invokeExact(errno, fd, request, arg), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
