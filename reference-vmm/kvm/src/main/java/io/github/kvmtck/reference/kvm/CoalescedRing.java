package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO_RING;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.host.memory.SharedPages;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Writes that no exit has told (struct kvm_coalesced_mmio_ring): one ring for a VM, which the
 * mapping of every vCPU shows. KVM adds at {@code last}, and the client takes from {@code first}.
 */
final class CoalescedRing {
  /** KVM_COALESCED_MMIO_MAX. */
  private static final int ENTRIES =
      (int) ((Pages.SIZE - COALESCED_MMIO_RING.size()) / COALESCED_MMIO.size());

  private static final VarHandle INDEX = JAVA_INT.varHandle();
  private static final long FIRST = COALESCED_MMIO_RING.offset("first");
  private static final long LAST = COALESCED_MMIO_RING.offset("last");
  private static final long PHYS_ADDR = COALESCED_MMIO.offset("phys_addr");
  private static final long LEN = COALESCED_MMIO.offset("len");
  private static final long PIO = COALESCED_MMIO.offset("pio");
  private static final long DATA = COALESCED_MMIO.offset("data");

  private final SharedPages page = new SharedPages(Pages.SIZE);
  private MemorySegment ring = page.segment();
  private boolean moved;

  /** The page for one more mapping of it. */
  SharedPages share() {
    page.retain();
    return page;
  }

  /** Puts the ring where a foreign client can map it; it stays where it was put first. */
  synchronized void moveTo(MemorySegment shared) {
    if (!moved) {
      ring = shared;
      moved = true;
    }
  }

  /** The VM goes: the page is freed when nobody maps it. */
  void destroy() {
    page.release();
  }

  /**
   * coalesced_mmio_write, under kvm-&gt;ring_lock: vCPUs write one after the other.
   *
   * @return false where there is no room, or the client has put nonsense into the ring
   */
  synchronized boolean add(VmDevice.Bus bus, long address, int length, long value) {
    int last = (int) INDEX.getVolatile(ring, LAST);
    boolean inRing = Integer.compareUnsigned(last, ENTRIES) < 0;
    if (!inRing || (last + 1) % ENTRIES == (int) INDEX.getVolatile(ring, FIRST)) {
      return false;
    }
    long entry = COALESCED_MMIO_RING.size() + last * COALESCED_MMIO.size();
    ring.set(JAVA_LONG, entry + PHYS_ADDR, address);
    ring.set(JAVA_INT, entry + LEN, length);
    ring.set(JAVA_INT, entry + PIO, bus == VmDevice.Bus.PORT ? 1 : 0);
    for (int i = 0; i < length; i++) {
      ring.set(JAVA_BYTE, entry + DATA + i, (byte) (value >>> Byte.SIZE * i));
    }
    INDEX.setRelease(ring, LAST, (last + 1) % ENTRIES);
    return true;
  }
}
