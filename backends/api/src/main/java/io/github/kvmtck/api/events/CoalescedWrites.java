package io.github.kvmtck.api.events;

import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO_RING;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.SystemApi;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The ring of writes that no exit has told (struct kvm_coalesced_mmio_ring) at one moment. KVM adds
 * at {@code last}, and the client takes from {@code first}.
 *
 * @param address of the oldest write; 0 where there is none
 * @param port whether that is a port
 */
public record CoalescedWrites(int first, int last, long address, boolean port) {
  private static final long RING =
      (long) SystemApi.KVM_COALESCED_MMIO_PAGE_OFFSET * Linux.PAGE_SIZE;
  private static final int ENTRIES =
      (int) ((Linux.PAGE_SIZE - COALESCED_MMIO_RING.size()) / COALESCED_MMIO.size());

  /** The ring of a kvm_run that is mapped at this address; empty where it is not mapped. */
  static Optional<CoalescedWrites> of(Memory memory, long run) {
    MemorySegment ring = MemorySegment.ofArray(new byte[Linux.PAGE_SIZE]);
    if (memory.get(run + RING, ring) != Errno.NONE) {
      return Optional.empty();
    }
    int first = (int) COALESCED_MMIO_RING.get(ring, "first");
    int last = (int) COALESCED_MMIO_RING.get(ring, "last");
    // The client can write anything here.
    if (first == last || Integer.compareUnsigned(first, ENTRIES) >= 0) {
      return Optional.of(new CoalescedWrites(first, last, 0, false));
    }
    MemorySegment oldest = ring.asSlice(COALESCED_MMIO_RING.size() + first * COALESCED_MMIO.size());
    return Optional.of(
        new CoalescedWrites(
            first,
            last,
            COALESCED_MMIO.get(oldest, "phys_addr"),
            COALESCED_MMIO.get(oldest, "pio") != 0));
  }

  public boolean isEmpty() {
    return first == last;
  }
}
