package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** sys/stat.h. */
public final class Stat {
  private static final int OWNER_ONLY = 0600;

  private static final MethodHandle MKFIFO =
      Libc.function("mkfifo", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

  private Stat() {}

  /** mkfifo(3), for this user only. */
  public static int mkfifo(Path path) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      return Libc.returned(
          (int) MKFIFO.invokeExact(errno, arena.allocateFrom(path.toString()), OWNER_ONLY), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
