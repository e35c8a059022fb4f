package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * sys/uio.h: memory of a process, copied by the kernel. An address that is not mapped, or not for
 * this access, is EFAULT; the calling thread may sleep in a page fault without holding up the JVM.
 */
public final class Uio {
  private static final FunctionDescriptor TYPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);

  private static final MethodHandle READV = Libc.function("process_vm_readv", TYPE);

  private static final MethodHandle WRITEV = Libc.function("process_vm_writev", TYPE);

  private static final MethodHandle PREADV2 =
      Libc.function(
          "preadv2",
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT));

  private static final int RWF_NOWAIT = 8;

  private Uio() {}

  /** preadv2(2) with RWF_NOWAIT at the file's position: EAGAIN rather than a wait. */
  public static long readNow(int fd, MemorySegment local) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment iovec = arena.allocate(16, 8);
      iovec.set(JAVA_LONG, 0, local.address());
      iovec.set(JAVA_LONG, 8, local.byteSize());
      return Libc.returned((long) PREADV2.invokeExact(errno, fd, iovec, 1, -1L, RWF_NOWAIT), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /**
   * process_vm_readv(2) of one range.
   *
   * @param local native memory
   * @return how many bytes were copied: fewer than asked for where a later page is not readable
   */
  public static long read(int pid, MemorySegment local, long address) {
    return transfer(READV, pid, local, address);
  }

  /** process_vm_writev(2) of one range, as {@link #read}. */
  public static long write(int pid, MemorySegment local, long address) {
    return transfer(WRITEV, pid, local, address);
  }

  private static long transfer(MethodHandle call, int pid, MemorySegment local, long address) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment iovecs = arena.allocate(32, 8);
      iovecs.set(JAVA_LONG, 0, local.address());
      iovecs.set(JAVA_LONG, 8, local.byteSize());
      iovecs.set(JAVA_LONG, 16, address);
      iovecs.set(JAVA_LONG, 24, local.byteSize());
      return Libc.returned(
          (long) call.invokeExact(errno, pid, iovecs, 1L, iovecs.asSlice(16), 1L, 0L), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
