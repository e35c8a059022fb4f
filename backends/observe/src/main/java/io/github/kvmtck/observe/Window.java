package io.github.kvmtck.observe;

import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Syscalls;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A kvm_run of a client, mapped here too: at every KVM_RUN it is read twice, and a copy by the
 * kernel costs as much as half a stop. It lives as long as the client's own mapping, because it
 * keeps the vCPU alive as that one does. It belongs to the thread that made it.
 */
final class Window {
  /** kvm_run itself and the page of port data behind it; what follows may not be mapped. */
  private static final long LENGTH = 2L * Linux.PAGE_SIZE;

  private final long start;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment here;

  private Window(long start, long mapped) {
    this.start = start;
    this.here = Mman.view(mapped, LENGTH, arena);
  }

  /**
   * Maps what a client has mapped.
   *
   * @param fd the client's vCPU
   * @param start where it has it
   * @return empty where the kernel does not permit that; then the copies do
   */
  static Optional<Window> of(int pid, int fd, long start, long length) {
    int process = length < LENGTH ? -1 : Syscalls.pidfdOpen(pid);
    if (process < 0) {
      return Optional.empty();
    }
    int copy = Syscalls.pidfdGetfd(process, fd);
    Unistd.close(process);
    if (copy < 0) {
      return Optional.empty();
    }
    long mapped = Mman.mmap(0, LENGTH, Mman.PROT_READ, Mman.MAP_SHARED, copy, 0);
    Unistd.close(copy);
    return Returned.failed(mapped) ? Optional.empty() : Optional.of(new Window(start, mapped));
  }

  /** Copies from it; false where it does not have all of the range. */
  boolean get(long address, MemorySegment into) {
    long offset = address - start;
    if (offset < 0 || offset > LENGTH - into.byteSize()) {
      return false;
    }
    MemorySegment.copy(here, offset, into, 0, into.byteSize());
    return true;
  }

  /** Whether the client's mapping has a byte of a range. */
  boolean touches(long address, long length) {
    return start - address < length && address - start < LENGTH;
  }

  /** Unmaps it. */
  void close() {
    long mapped = here.address();
    arena.close();
    Returned.required("munmap", Mman.munmap(mapped, LENGTH));
  }
}
