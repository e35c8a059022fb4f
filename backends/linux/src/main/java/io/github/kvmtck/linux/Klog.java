package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/klog.h. */
public final class Klog {
  /** SYSLOG_ACTION_READ_ALL: the whole ring, nothing consumed. */
  public static final int READ_ALL = 3;

  /** SYSLOG_ACTION_SIZE_BUFFER. */
  public static final int SIZE_BUFFER = 10;

  private static final MethodHandle KLOGCTL =
      Libc.function("klogctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private Klog() {}

  /** syslog(2). */
  public static int klogctl(int type, MemorySegment buffer, int length) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) KLOGCTL.invokeExact(errno, type, buffer, length), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
