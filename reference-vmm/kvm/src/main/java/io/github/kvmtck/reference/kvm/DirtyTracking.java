package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.reference.memslot.DirtyRing;
import io.github.kvmtck.reference.memslot.WriteProtection;

/** How the writes to a VM's logged slots are kept: in bitmaps, in rings, or in both. */
public final class DirtyTracking {
  private static final int PAGE = 4096;

  private final Vm vm;
  private final WriteProtection protection = new WriteProtection();
  private volatile int ringBytes;
  private volatile boolean withBitmap;

  DirtyTracking(Vm vm) {
    this.vm = vm;
  }

  /** What guests may write without KVM noticing, where rings are used. */
  public WriteProtection protection() {
    return protection;
  }

  /** The size of each vCPU's ring; 0 where there is none (kvm-&gt;dirty_ring_size). */
  public int ringBytes() {
    return ringBytes;
  }

  public boolean usesRings() {
    return ringBytes != 0;
  }

  /** kvm_use_dirty_bitmap: whether logged slots have a bitmap that a client can get. */
  public boolean usesBitmaps() {
    return !usesRings() || withBitmap;
  }

  /** kvm_vm_ioctl_enable_dirty_log_ring: once, before there is a vCPU (rule RING-01). */
  public Errno enableRings(int bytes) {
    if (Integer.bitCount(bytes) != 1) {
      return Errno.EINVAL;
    }
    long entries = Integer.toUnsignedLong(bytes) / DirtyRing.ENTRY_BYTES;
    if (entries < DirtyRing.RESERVED_ENTRIES || Integer.compareUnsigned(bytes, PAGE) < 0) {
      return Errno.EINVAL;
    }
    if (entries > DirtyRing.MAX_ENTRIES) {
      return Errno.E2BIG;
    }
    synchronized (vm) {
      if (usesRings() || !vm.vcpus().isEmpty()) {
        return Errno.EINVAL;
      }
      ringBytes = bytes;
    }
    return Errno.NONE;
  }

  /** KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP: rings first, and no slot without a bitmap (RING-07). */
  public Errno enableBitmaps() {
    synchronized (vm.slotsLock()) {
      if (!usesRings() || hasMemslots()) {
        return Errno.EINVAL;
      }
      withBitmap = true;
    }
    return Errno.NONE;
  }

  private boolean hasMemslots() {
    for (int space = 0; space < vm.addressSpaces(); space++) {
      if (!vm.memslots(space).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
