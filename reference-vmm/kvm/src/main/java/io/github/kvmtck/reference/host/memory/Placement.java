package io.github.kvmtck.reference.host.memory;

import io.github.kvmtck.api.Errno;

/** Where mmap(2) puts mappings: downwards from the top, so that equal runs get equal addresses. */
final class Placement {
  /** More than this at once is ENOMEM. */
  static final long LARGEST = 1L << 40;

  /** vm.mmap_min_addr. */
  private static final long LOWEST = 0x10000;

  /** Mappings do not touch each other, so that running over the end of one is EFAULT. */
  private static final long GAP = 0x1_0000;

  private long top = AddressSpace.LIMIT - 0x1000_0000L;

  Placement copy() {
    Placement copy = new Placement();
    copy.top = top;
    return copy;
  }

  /** The errors of mmap(2), in the order of its checks. */
  static Errno check(
      Mappings mappings, long hint, long length, int prot, MapFlags flags, long offset) {
    if (length <= 0 || !Pages.aligned(offset) || !Protection.valid(prot) || !flags.valid()) {
      return Errno.EINVAL;
    }
    if (length > LARGEST) {
      return Errno.ENOMEM;
    }
    if (!flags.anyFixed()) {
      return Errno.NONE;
    }
    if (!Pages.aligned(hint)) {
      return Errno.EINVAL;
    }
    if (hint < 0 || hint > AddressSpace.LIMIT - Pages.up(length)) {
      return Errno.ENOMEM;
    }
    if (hint < LOWEST) {
      return Errno.EPERM;
    }
    boolean taken = mappings.firstOverlap(hint, hint + Pages.up(length)) != null;
    return taken && !flags.fixed() ? Errno.EEXIST : Errno.NONE;
  }

  /** A free range of {@code size} bytes. */
  long place(Mappings mappings, long size) {
    long start = top - size;
    for (Mapping taken = mappings.firstOverlap(start, start + size);
        taken != null;
        taken = mappings.firstOverlap(start, start + size)) {
      start = taken.start() - size;
    }
    top = start - GAP;
    return start;
  }
}
