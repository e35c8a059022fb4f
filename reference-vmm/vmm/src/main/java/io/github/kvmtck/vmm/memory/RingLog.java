package io.github.kvmtck.vmm.memory;

import static io.github.kvmtck.api.uapi.DirtyLog.DIRTY_GFN;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_DIRTY;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_MASK;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_RESET;
import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_LOG_DIRTY_PAGES;
import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_READONLY;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Linux;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The dirty log as a ring a vCPU (api.rst 7.36).
 *
 * <p>Entries are harvested in order, none is left out, up to the first that is not dirty (RING-02).
 * The rings are reset before anybody reads the pages (RING-03): a page that is written after that
 * has an entry again. Entries name a slot and not an address, so all are harvested before a slot
 * goes (RING-06). The last harvest comes after every vCPU has left KVM_RUN, because reading a ring
 * flushes no hardware buffer (RING-05); that the machine stands still is enough for it.
 */
public final class RingLog implements DirtyTracker {
  private static final long FLAGS = DIRTY_GFN.offset("flags");
  private static final long SLOT = DIRTY_GFN.offset("slot");
  private static final long OFFSET = DIRTY_GFN.offset("offset");

  private final MemoryMap map;
  private final long bytes;
  private final List<Ring> rings = new ArrayList<>();
  private final PageSet kept = new PageSet();
  private volatile boolean logging;

  private static final class Ring {
    final long address;
    long next;

    Ring(long address) {
      this.address = address;
    }
  }

  /**
   * @param bytes of one ring, as KVM_CAP_DIRTY_LOG_RING was enabled with
   */
  public RingLog(MemoryMap map, long bytes) {
    this.map = map;
    this.bytes = bytes;
  }

  /** Maps the ring of a vCPU. */
  public void add(Vcpu vcpu) {
    long offset = (long) DirtyLog.KVM_DIRTY_LOG_PAGE_OFFSET * Linux.PAGE_SIZE;
    int readWrite = Linux.PROT_READ | Linux.PROT_WRITE;
    Syscall mmap = new Syscall.Mmap(0, bytes, readWrite, Linux.MAP_SHARED, vcpu.fd(), offset);
    rings.add(new Ring(vcpu.client().call(mmap).value()));
  }

  /**
   * Makes room. Also for a vCPU whose ring is full: KVM_RUN ends at once until it is reset
   * (RING-04).
   */
  public synchronized void harvest(Vm vm) {
    rings.forEach(ring -> harvest(vm.client().memory(), ring));
    vm.ioctl(DirtyLog.KVM_RESET_DIRTY_RINGS).orThrow();
  }

  @Override
  public void start(Vm vm) {
    logging = true;
    map.reflag(vm, writable(), KVM_MEM_LOG_DIRTY_PAGES);
  }

  @Override
  public BitSet collect(Vm vm) {
    harvest(vm);
    return kept.take();
  }

  @Override
  public void last(Vm vm, MemoryRegion slot) {
    if (logging) {
      harvest(vm);
    }
  }

  @Override
  public int flags() {
    return logging ? KVM_MEM_LOG_DIRTY_PAGES : 0;
  }

  @Override
  public void stop(Vm vm) {
    if (logging) {
      harvest(vm);
      logging = false;
      map.reflag(vm, writable(), 0);
      kept.take();
    }
  }

  private List<MemoryRegion> writable() {
    return map.slots().stream().filter(slot -> (slot.flags() & KVM_MEM_READONLY) == 0).toList();
  }

  private void harvest(Memory memory, Ring ring) {
    long entries = bytes / DIRTY_GFN.size();
    for (; ; ring.next++) {
      long entry = ring.address + ring.next % entries * DIRTY_GFN.size();
      if ((memory.u32(entry + FLAGS) & KVM_DIRTY_GFN_F_MASK) != KVM_DIRTY_GFN_F_DIRTY) {
        return;
      }
      keep(memory.u32(entry + SLOT), memory.u64(entry + OFFSET));
      memory.u32(entry + FLAGS, KVM_DIRTY_GFN_F_RESET);
    }
  }

  private void keep(int slot, long offset) {
    map.slots().stream()
        .filter(each -> each.slot() == slot)
        .forEach(each -> kept.add(each.guestPhysAddr() / Linux.PAGE_SIZE + offset));
  }
}
