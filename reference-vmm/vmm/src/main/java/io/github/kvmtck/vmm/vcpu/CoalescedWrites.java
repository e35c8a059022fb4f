package io.github.kvmtck.vmm.vcpu;

import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO_RING;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.CoalescedIo;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.vmm.device.Bus;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes that KVM collects without an exit (api.rst 4.116). The ring is drained before an exit is
 * handled, or a later write would overtake an earlier one, and before anything is saved (SAVE-11).
 */
public final class CoalescedWrites {
  private static final long FIRST = COALESCED_MMIO_RING.offset("first");
  private static final long LAST = COALESCED_MMIO_RING.offset("last");
  private static final long ENTRIES = COALESCED_MMIO_RING.offset("coalesced_mmio");
  private static final long MOST = (Linux.PAGE_SIZE - ENTRIES) / COALESCED_MMIO.size();

  private final Bus addresses;
  private final ReentrantLock drain = new ReentrantLock();
  private long ring;

  public CoalescedWrites(Bus addresses) {
    this.addresses = addresses;
  }

  /** Has KVM collect the writes to a range. */
  public void collect(Vm vm, long address, long size) {
    vm.ioctl(
            CoalescedIo.KVM_REGISTER_COALESCED_MMIO,
            StructValue.of(CoalescedIo.COALESCED_MMIO_ZONE)
                .with("addr", address)
                .with("size", size))
        .orThrow();
  }

  /**
   * Where the ring is: the same one behind the kvm_run of every vCPU.
   *
   * @param kvmRun where the first vCPU's is mapped
   */
  public void mapped(long kvmRun) {
    ring = kvmRun + (long) SystemApi.KVM_COALESCED_MMIO_PAGE_OFFSET * Linux.PAGE_SIZE;
  }

  /** Hands every collected write to its device, in order. */
  public void drain(Memory memory) {
    if (ring == 0) {
      return;
    }
    drain.lock();
    try {
      long first = Integer.toUnsignedLong(memory.u32(ring + FIRST));
      while (first != Integer.toUnsignedLong(memory.u32(ring + LAST))) {
        long entry = ring + ENTRIES + first * COALESCED_MMIO.size();
        int length = memory.u32(entry + COALESCED_MMIO.offset("len"));
        addresses.write(
            memory.u64(entry + COALESCED_MMIO.offset("phys_addr")),
            memory.bytes(entry + COALESCED_MMIO.offset("data"), length));
        first = (first + 1) % MOST;
        memory.u32(ring + FIRST, (int) first);
      }
    } finally {
      drain.unlock();
    }
  }
}
