package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.DirtyLog.CLEAR_DIRTY_LOG;
import static io.github.kvmtck.api.uapi.DirtyLog.DIRTY_LOG;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_CLEAR_DIRTY_LOG;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_GET_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import java.lang.foreign.MemorySegment;

/** The dirty log of a memory slot (api.rst 4.8 and 4.117). */
final class DirtyLogIoctls {
  private static final int WORD_BITS = 64;

  /** The dirty ring is used, without a backup bitmap. */
  private static final Result RINGS_ONLY = Result.error(Errno.ENXIO);

  private DirtyLogIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .on(KVM_GET_DIRTY_LOG, DirtyLogIoctls::get)
        .on(KVM_CLEAR_DIRTY_LOG, DirtyLogIoctls::clear);
  }

  /** kvm_get_dirty_log_protect: returns the bits and, without manual protection, clears them. */
  private static Result get(Vm vm, IoctlCall call) {
    MemorySegment log = call.read(DIRTY_LOG.size());
    if (log == null) {
      return IoctlCall.FAULT;
    }
    synchronized (vm.slotsLock()) {
      if (!vm.dirtyTracking().usesBitmaps()) {
        return RINGS_ONLY;
      }
      int slot = (int) DIRTY_LOG.get(log, "slot");
      if (!valid(vm, slot)) {
        return IoctlCall.INVALID;
      }
      Memslot memslot = vm.memslots(slot >>> 16).byId(slot & 0xffff);
      DirtyBitmap dirty = memslot == null ? null : memslot.dirty();
      if (dirty == null) {
        return Result.error(Errno.ENOENT);
      }
      long[] bits = new long[dirty.length()];
      boolean manual = vm.settings().manualDirtyLog() != 0;
      for (int i = 0; i < bits.length; i++) {
        bits[i] = manual ? dirty.word(i) : dirty.take(i);
      }
      call.task().reach(SchedulingPoint.DIRTY_LOG_TAKEN);
      if (!manual) {
        // A page is marked when a vCPU first writes it after this: none may remember having done
        // so.
        vm.flushTranslations();
      }
      long address = DIRTY_LOG.get(log, "dirty_bitmap");
      Errno errno = call.memory().put(address, MemorySegment.ofArray(bits));
      return errno == Errno.NONE ? Result.ZERO : IoctlCall.FAULT;
    }
  }

  /** kvm_clear_dirty_log_protect, checks in its order (rule CLEAR-02). */
  private static Result clear(Vm vm, IoctlCall call) {
    MemorySegment log = call.read(CLEAR_DIRTY_LOG.size());
    if (log == null) {
      return IoctlCall.FAULT;
    }
    synchronized (vm.slotsLock()) {
      if (!vm.dirtyTracking().usesBitmaps()) {
        return RINGS_ONLY;
      }
      int slot = (int) CLEAR_DIRTY_LOG.get(log, "slot");
      long first = CLEAR_DIRTY_LOG.get(log, "first_page");
      long count = CLEAR_DIRTY_LOG.get(log, "num_pages");
      if (!valid(vm, slot) || first % WORD_BITS != 0) {
        return IoctlCall.INVALID;
      }
      Memslot memslot = vm.memslots(slot >>> 16).byId(slot & 0xffff);
      DirtyBitmap dirty = memslot == null ? null : memslot.dirty();
      if (memslot == null || dirty == null) {
        return Result.error(Errno.ENOENT);
      }
      long left = memslot.pages() - first;
      if (Long.compareUnsigned(first, memslot.pages()) > 0
          || count > left
          || count < left && count % WORD_BITS != 0) {
        return IoctlCall.INVALID;
      }
      long[] bits = new long[(int) ((count + WORD_BITS - 1) / WORD_BITS)];
      long address = CLEAR_DIRTY_LOG.get(log, "dirty_bitmap");
      if (call.memory().get(address, MemorySegment.ofArray(bits)) != Errno.NONE) {
        return IoctlCall.FAULT;
      }
      long cleared = 0;
      for (int i = 0; i < bits.length; i++) {
        cleared |= dirty.clear((int) (first / WORD_BITS) + i, bits[i]);
      }
      if (cleared != 0) {
        vm.flushTranslations();
      }
      return Result.ZERO;
    }
  }

  /** An address space, and a slot id that a client can have. */
  private static boolean valid(Vm vm, int slot) {
    return slot >>> 16 < vm.addressSpaces() && (slot & 0xffff) < MemslotUpdate.USER_SLOTS;
  }
}
