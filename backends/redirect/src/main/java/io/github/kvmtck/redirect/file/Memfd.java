package io.github.kvmtck.redirect.file;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What stands for a file of the kernel in a client's descriptor table: Linux passes it on, copies
 * and closes it as any file, and maps its pages.
 */
final class Memfd implements Foreign.Shared {
  /** How /proc/PID/fd shows the name of one, up to its number. */
  static final String LINK = "/memfd:kvm-tck-file:";

  private static final String NAME = "kvm-tck-file:";

  private final int number;
  private final int fd;
  private final long address;
  private final long length;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment segment;
  private boolean open = true;
  private boolean mapped;

  /**
   * A file that nobody has open yet.
   *
   * @param number in its name
   * @param length of its pages; 0 where it has none
   */
  Memfd(int number, long length) {
    this.number = number;
    this.length = length;
    fd = (int) Returned.required("memfd_create", Mman.memfdCreate(NAME + number, Mman.MFD_CLOEXEC));
    mapped = length != 0;
    address = mapped ? map() : 0;
    segment = mapped ? Mman.view(address, length, arena) : MemorySegment.NULL;
  }

  private long map() {
    Returned.required("ftruncate", Unistd.ftruncate(fd, length));
    int prot = Mman.PROT_READ | Mman.PROT_WRITE;
    return Returned.required("mmap", Mman.mmap(0, length, prot, Mman.MAP_SHARED, fd, 0));
  }

  int number() {
    return number;
  }

  /** How this process opens it once more. */
  String path() {
    return "/proc/self/fd/" + fd;
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public synchronized void free() {
    if (mapped) {
      mapped = false;
      arena.close();
      int unused = Mman.munmap(address, length);
    }
  }

  /** No client has it open any more. */
  synchronized void close() {
    if (open) {
      open = false;
      int unused = Unistd.close(fd);
    }
  }
}
