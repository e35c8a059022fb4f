package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO_RING;

import io.github.kvmtck.api.uapi.SystemApi;

/**
 * A range of addresses or ports whose writes are put into the ring and cause no exit (struct
 * kvm_coalesced_mmio_dev). The ring of the model is that of the vCPU that writes; KVM's is one for
 * the VM, which every vCPU's mapping shows.
 */
public record CoalescedZone(Bus bus, long address, long size) implements VmDevice {
  private static final long RING = SystemApi.KVM_COALESCED_MMIO_PAGE_OFFSET * 4096L;
  private static final long LAST = RING + COALESCED_MMIO_RING.offset("last");

  /** KVM_COALESCED_MMIO_MAX. */
  private static final int ENTRIES =
      (int) ((4096 - COALESCED_MMIO_RING.size()) / COALESCED_MMIO.size());

  /** Whether a range lies in this one. */
  public boolean contains(Bus at, long where, long length) {
    return at == bus
        && Long.compareUnsigned(where, address) >= 0
        && Long.compareUnsigned(where + length, where) >= 0
        && Long.compareUnsigned(where + length, address + size) <= 0;
  }

  /** With a full ring the write exits as any other. */
  @Override
  public boolean write(Vcpu by, Bus at, long where, int length, long value) {
    if (!contains(at, where, length)) {
      return false;
    }
    RunPage page = by.run();
    int last = page.u32(LAST);
    if (Integer.compareUnsigned(last, ENTRIES) >= 0 || (last + 1) % ENTRIES == page.u32(RING)) {
      return false;
    }
    long entry = RING + COALESCED_MMIO_RING.size() + last * COALESCED_MMIO.size();
    page.u64(entry + COALESCED_MMIO.offset("phys_addr"), where);
    page.u32(entry + COALESCED_MMIO.offset("len"), length);
    page.u32(entry + COALESCED_MMIO.offset("pio"), bus == Bus.PORT ? 1 : 0);
    page.number(entry + COALESCED_MMIO.offset("data"), length, value);
    page.u32(LAST, (last + 1) % ENTRIES);
    return true;
  }
}
