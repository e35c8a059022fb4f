package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.memory.MemoryFile;
import io.github.kvmtck.reference.host.memory.Pages;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file that KVM_CREATE_GUEST_MEMFD returns (api.rst 4.142): memory of one VM that slots are
 * bound to. Guests of this model have no private memory, so what they see of a bound slot is at its
 * userspace_addr.
 */
public final class GuestMemfd extends OpenFile {
  /** What Linux 6.18 takes (kvm_gmem_get_supported_flags). */
  public static final int FLAGS =
      Memslots.GUEST_MEMFD_FLAG_MMAP | Memslots.GUEST_MEMFD_FLAG_INIT_SHARED;

  private final Vm vm;
  private final long size;
  private final int flags;
  private final MemoryFile pages = new MemoryFile();
  private final Map<Integer, Range> bindings = new HashMap<>();

  /** Pages of the file: the first, and the one behind the last. */
  private record Range(long first, long end) {
    boolean overlaps(Range other) {
      return first < other.end && other.first < end;
    }
  }

  /**
   * A new file.
   *
   * @param size in bytes, a multiple of the page size
   */
  public GuestMemfd(Vm vm, long size, int flags) {
    this.vm = vm;
    this.size = size;
    this.flags = flags;
    // Without INIT_SHARED a touch of the mapping is SIGBUS, as behind the end of a file.
    pages.truncate((flags & Memslots.GUEST_MEMFD_FLAG_INIT_SHARED) == 0 ? 0 : size);
    vm.retain();
    vm.guestMemfds().add(this);
  }

  @Override
  public String name() {
    return "anon_inode:[kvm-gmem]";
  }

  /**
   * kvm_gmem_bind.
   *
   * @param file what the descriptor is; null where it is not open
   * @param slot the slot word of the region
   * @param offset into the file, in bytes
   */
  static Errno bind(Vm vm, @Nullable OpenFile file, int slot, long offset, long pages) {
    if (file == null) {
      return Errno.EBADF;
    }
    boolean bound =
        file instanceof GuestMemfd memfd && memfd.vm == vm && memfd.bind(slot, offset, pages);
    return bound ? Errno.NONE : Errno.EINVAL;
  }

  private synchronized boolean bind(int slot, long offset, long count) {
    Range range = new Range(offset >>> Pages.SHIFT, (offset >>> Pages.SHIFT) + count);
    if (offset < 0
        || range.end > size >>> Pages.SHIFT
        || bindings.values().stream().anyMatch(range::overlaps)) {
      return false;
    }
    bindings.put(slot, range);
    return true;
  }

  /** kvm_gmem_unbind. */
  synchronized void unbind(int slot) {
    bindings.remove(slot);
  }

  @Override
  public @Nullable Backing map(boolean shared, long length, long offset) {
    if (!shared || (flags & Memslots.GUEST_MEMFD_FLAG_MMAP) == 0) {
      return null;
    }
    pages.retain();
    return pages;
  }

  @Override
  protected void release() {
    vm.guestMemfds().remove(this);
    pages.release();
    vm.release();
  }
}
