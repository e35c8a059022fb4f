package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/mman.h. */
public final class Mman {
  public static final int PROT_NONE = 0;
  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;
  public static final int PROT_EXEC = 4;
  public static final int MAP_SHARED = 0x01;
  public static final int MAP_PRIVATE = 0x02;
  public static final int MAP_FIXED = 0x10;
  public static final int MAP_ANONYMOUS = 0x20;
  public static final int MAP_NORESERVE = 0x4000;
  public static final int MAP_FIXED_NOREPLACE = 0x100000;
  public static final int MFD_CLOEXEC = 1;

  private static final MethodHandle MMAP =
      Libc.function(
          "mmap",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle MUNMAP =
      Libc.function("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle MPROTECT =
      Libc.function("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle MADVISE =
      Libc.function("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle MEMFD_CREATE =
      Libc.function("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

  private Mman() {}

  /** mmap(2). */
  public static long mmap(long address, long length, int prot, int flags, int fd, long offset) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned(
          (long) MMAP.invokeExact(errno, address, length, prot, flags, fd, offset), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** munmap(2). */
  public static int munmap(long address, long length) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) MUNMAP.invokeExact(errno, address, length), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** mprotect(2). */
  public static int mprotect(long address, long length, int prot) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) MPROTECT.invokeExact(errno, address, length, prot), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** madvise(2). */
  public static int madvise(long address, long length, int advice) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) MADVISE.invokeExact(errno, address, length, advice), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** memfd_create(2); {@code name} is a C string. */
  private static int memfdCreate(MemorySegment name, int flags) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) MEMFD_CREATE.invokeExact(errno, name, flags), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** memfd_create(2). */
  public static int memfdCreate(String name, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return memfdCreate(arena.allocateFrom(name), flags);
    }
  }

  /**
   * Mapped memory as a segment that is valid until {@code arena} is closed.
   *
   * @param address where the caller has mapped at least {@code length} bytes. Nobody checks that:
   *     touching what is not mapped ends the JVM
   */
  @SuppressWarnings("restricted") // The one place that makes memory of an address.
  public static MemorySegment view(long address, long length, Arena arena) {
    return MemorySegment.ofAddress(address).reinterpret(length, arena, null);
  }
}
