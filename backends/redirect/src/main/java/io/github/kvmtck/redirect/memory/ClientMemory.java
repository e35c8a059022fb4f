package io.github.kvmtck.redirect.memory;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Uio;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A client's memory, copied by Linux: an address that is not mapped is EFAULT. */
public final class ClientMemory implements Memory {
  private static final int ROOM = 1 << 16;
  private static final int PAGE = 4096;

  private static final ThreadLocal<MemorySegment> SCRATCH =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(ROOM, Long.BYTES));

  private final int pid;

  public ClientMemory(int pid) {
    this.pid = pid;
  }

  @Override
  public Errno get(long address, MemorySegment into) {
    for (long done = 0; done < into.byteSize(); done += ROOM) {
      long size = Math.min(ROOM, into.byteSize() - done);
      MemorySegment piece = SCRATCH.get().asSlice(0, size);
      if (Uio.read(pid, piece, address + done) != size) {
        return Errno.EFAULT;
      }
      MemorySegment.copy(piece, 0, into, done, size);
    }
    return Errno.NONE;
  }

  @Override
  public Errno put(long address, MemorySegment from) {
    for (long done = 0; done < from.byteSize(); done += ROOM) {
      long size = Math.min(ROOM, from.byteSize() - done);
      MemorySegment piece = SCRATCH.get().asSlice(0, size);
      MemorySegment.copy(from, done, piece, 0, size);
      if (Uio.write(pid, piece, address + done) != size) {
        return Errno.EFAULT;
      }
    }
    return Errno.NONE;
  }

  /**
   * Copies pages to memory of this JVM, while this thread traces the client: pages that the client
   * must not read itself (PROT_NONE) have a content too. Those that cannot be read stay what they
   * are.
   *
   * @param here address in this JVM
   */
  void copy(long address, long here, long length) {
    int fd = Fcntl.open("/proc/" + pid + "/mem", Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment local = Mman.view(here, length, arena);
      long done = 0;
      while (done < length) {
        long read = Uio.read(pid, local.asSlice(done), address + done);
        if (read <= 0 && !Returned.failed(fd)) {
          read = Unistd.pread(fd, here + done, PAGE - (done & PAGE - 1), address + done);
        }
        done = read > 0 ? done + read : (done | PAGE - 1) + 1;
      }
    } finally {
      if (!Returned.failed(fd)) {
        int unused = Unistd.close(fd);
      }
    }
  }

  /** What is there, up to the first page that is not readable. */
  public byte[] readable(long address, int most) {
    MemorySegment piece = SCRATCH.get().asSlice(0, most);
    long read = Uio.read(pid, piece, address);
    byte[] bytes = new byte[(int) Math.max(0, read)];
    MemorySegment.copy(piece, 0, MemorySegment.ofArray(bytes), 0, bytes.length);
    return bytes;
  }

  /** Whether the C string at an address is this one. */
  public boolean isString(long address, String text) {
    byte[] bytes = readable(address, text.length() + 1);
    if (bytes.length <= text.length() || bytes[text.length()] != 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
