package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** fcntl.h. */
public final class Fcntl {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_CLOEXEC = 0x80000;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private static final MethodHandle OPEN =
      Libc.variadic("open", 2, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle FCNTL =
      Libc.variadic("fcntl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

  private static final MethodHandle FALLOCATE =
      Libc.function(
          "fallocate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

  private static final int FALLOC_FL_KEEP_SIZE = 1;
  private static final int FALLOC_FL_PUNCH_HOLE = 2;

  private Fcntl() {}

  /** fallocate(2) with FALLOC_FL_PUNCH_HOLE: a range of a file reads as zero. */
  public static int punchHole(int fd, long offset, long length) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned(
          (int)
              FALLOCATE.invokeExact(
                  errno, fd, FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE, offset, length),
          errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** open(2). */
  private static int open(MemorySegment path, int flags, int mode) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) OPEN.invokeExact(errno, path, flags, mode), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** fcntl(2) with an int argument. */
  private static int fcntl(int fd, int command, int arg) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) FCNTL.invokeExact(errno, fd, command, arg), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** open(2), without O_CREAT. */
  public static int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return open(arena.allocateFrom(path), flags, 0);
    }
  }

  /** dup(2), with the copy closed on exec. */
  public static int duplicate(int fd) {
    return fcntl(fd, F_DUPFD_CLOEXEC, 0);
  }
}
