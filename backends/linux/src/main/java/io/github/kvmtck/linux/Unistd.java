package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** unistd.h. */
public final class Unistd {
  public static final int SEEK_END = 2;

  private static final MethodHandle CLOSE =
      Libc.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle READ =
      Libc.function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle PREAD =
      Libc.function(
          "pread", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle WRITE =
      Libc.function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle LSEEK =
      Libc.function("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle FTRUNCATE =
      Libc.function("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle PIPE2 =
      Libc.function("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

  private static final MethodHandle READLINK =
      Libc.function("readlink", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));

  private Unistd() {}

  /**
   * readlink(2).
   *
   * @param path a C string
   * @return how many bytes of the answer there are
   */
  public static int readlink(MemorySegment path, MemorySegment into) {
    MemorySegment errno = Libc.errno();
    try {
      return (int)
          Libc.returned((long) READLINK.invokeExact(errno, path, into, into.byteSize()), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** close(2). */
  public static int close(int fd) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) CLOSE.invokeExact(errno, fd), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** read(2) to an address. */
  public static long read(int fd, long address, long count) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((long) READ.invokeExact(errno, fd, address, count), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** pread(2) to an address. */
  public static long pread(int fd, long address, long count, long offset) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((long) PREAD.invokeExact(errno, fd, address, count, offset), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** write(2) from an address. */
  public static long write(int fd, long address, long count) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((long) WRITE.invokeExact(errno, fd, address, count), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** lseek(2). */
  public static long lseek(int fd, long offset, int whence) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((long) LSEEK.invokeExact(errno, fd, offset, whence), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** ftruncate(2). */
  public static int ftruncate(int fd, long length) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) FTRUNCATE.invokeExact(errno, fd, length), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** pipe2(2); the two descriptors are stored at {@code fds}. */
  public static int pipe2(MemorySegment fds, int flags) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) PIPE2.invokeExact(errno, fds, flags), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
