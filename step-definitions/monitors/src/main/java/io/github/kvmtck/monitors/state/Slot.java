package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.uapi.Memslots;

/**
 * A memory slot.
 *
 * @param id with the address space in bits 16 to 31
 * @param gpa guest-physical
 * @param size in bytes
 * @param hva where its memory is in the client
 */
public record Slot(int id, int flags, long gpa, long size, long hva) {

  public boolean logs() {
    return (flags & Memslots.KVM_MEM_LOG_DIRTY_PAGES) != 0;
  }

  public boolean isReadOnly() {
    return (flags & Memslots.KVM_MEM_READONLY) != 0;
  }

  public int space() {
    return id >>> 16;
  }

  /** Guest-physical addresses. */
  public Range range() {
    return new Range(gpa, size);
  }

  /** Where the memory is in the client. */
  public Range host() {
    return new Range(hva, size);
  }

  /** Whether both lie over the same guest-physical address. */
  public boolean overlaps(Slot other) {
    return space() == other.space() && range().overlaps(other.range());
  }

  /** Whether an address that both have is the same memory in both. */
  public boolean sharesBacking(Slot other) {
    return hva - gpa == other.hva - other.gpa;
  }
}
