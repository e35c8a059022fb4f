package io.github.kvmtck.vmm.memory;

import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_LOG_DIRTY_PAGES;
import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_READONLY;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.BitSet;
import java.util.List;

/**
 * The dirty log as a bitmap a slot (api.rst 4.8).
 *
 * <p>With manual protection (KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2) a page is watched again only by
 * KVM_CLEAR_DIRTY_LOG, so the order is: get, clear, and then copy (CLEAR-04). A page that is
 * written after it was cleared is reported again; one that is copied before would lose a write.
 */
public final class BitmapLog implements DirtyTracker {
  private final MemoryMap map;
  private final boolean manual;
  private final PageSet kept = new PageSet();
  private volatile boolean logging;

  /**
   * @param manual whether the VM has KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE
   */
  public BitmapLog(MemoryMap map, boolean manual) {
    this.map = map;
    this.manual = manual;
  }

  @Override
  public void start(Vm vm) {
    logging = true;
    map.reflag(vm, writable(), KVM_MEM_LOG_DIRTY_PAGES);
  }

  @Override
  public BitSet collect(Vm vm) {
    writable().forEach(slot -> get(vm, slot));
    return kept.take();
  }

  @Override
  public void last(Vm vm, MemoryRegion slot) {
    if ((slot.flags() & KVM_MEM_LOG_DIRTY_PAGES) != 0) {
      get(vm, slot);
    }
  }

  @Override
  public int flags() {
    return logging ? KVM_MEM_LOG_DIRTY_PAGES : 0;
  }

  @Override
  public void stop(Vm vm) {
    if (logging) {
      logging = false;
      map.reflag(vm, writable(), 0);
      kept.take();
    }
  }

  /** Discarded writes to a read-only slot dirty nothing (RO-03). */
  private List<MemoryRegion> writable() {
    return map.slots().stream().filter(slot -> (slot.flags() & KVM_MEM_READONLY) == 0).toList();
  }

  private void get(Vm vm, MemoryRegion slot) {
    long pages = slot.memorySize() / Linux.PAGE_SIZE;
    BitSet dirty = vm.getDirtyLog(slot.slot(), pages).value();
    if (manual && !dirty.isEmpty()) {
      clear(vm, slot, pages, dirty);
    }
    int first = Math.toIntExact(slot.guestPhysAddr() / Linux.PAGE_SIZE);
    dirty.stream().forEach(page -> kept.add(first + (long) page));
  }

  /** The whole slot in one call; num_pages is no multiple of 64 only at its end (CLEAR-02). */
  private static void clear(Vm vm, MemoryRegion slot, long pages, BitSet dirty) {
    byte[] bits = dirty.toByteArray();
    long words = (pages + Long.SIZE - 1) / Long.SIZE;
    long room = words * Long.BYTES + Linux.PAGE_SIZE - 1 & -Linux.PAGE_SIZE;
    try (HostMemory bitmap = HostMemory.map(vm.client(), room).value()) {
      bitmap.write(0, bits);
      vm.ioctl(
              DirtyLog.KVM_CLEAR_DIRTY_LOG,
              StructValue.of(DirtyLog.CLEAR_DIRTY_LOG)
                  .with("slot", Integer.toUnsignedLong(slot.slot()))
                  .with("num_pages", pages)
                  .with("dirty_bitmap", bitmap.address()))
          .orThrow();
    }
  }
}
