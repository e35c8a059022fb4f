package io.github.kvmtck.observe;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Uio;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** The memory of another process, copied by the kernel (process_vm_readv(2)). */
final class ForeignMemory implements Memory {
  private static final int BUFFER = 4096;

  private final int pid;
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER, 8);

  ForeignMemory(int pid) {
    this.pid = pid;
  }

  @Override
  public synchronized Errno get(long address, MemorySegment into) {
    long length = into.byteSize();
    if (into.isNative()) {
      return outcome(Uio.read(pid, into, address), length);
    }
    for (long done = 0; done < length; done += BUFFER) {
      MemorySegment part = buffer.asSlice(0, Math.min(BUFFER, length - done));
      Errno errno = outcome(Uio.read(pid, part, address + done), part.byteSize());
      if (errno != Errno.NONE) {
        return errno;
      }
      into.asSlice(done, part.byteSize()).copyFrom(part);
    }
    return Errno.NONE;
  }

  @Override
  public Errno put(long address, MemorySegment from) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(from.byteSize());
      copy.copyFrom(from);
      return outcome(Uio.write(pid, copy, address), from.byteSize());
    }
  }

  /** A range of which only the start could be copied is no range of the client's. */
  private static Errno outcome(long copied, long wanted) {
    if (Returned.failed(copied)) {
      return Returned.errno(copied);
    }
    return copied == wanted ? Errno.NONE : Errno.EFAULT;
  }

  /** A C string; empty where it is not readable or ends nowhere. */
  String string(long address, int most) {
    byte[] bytes = new byte[most];
    int length = 0;
    while (length < most
        && get(address + length, MemorySegment.ofArray(bytes).asSlice(length, 1)) == Errno.NONE) {
      if (bytes[length] == 0) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
      }
      length++;
    }
    return "";
  }
}
