package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.memslot.Memslot;

/** What kvm_faultin_pfn makes of the slot of an access, before it looks for the page. */
public interface SlotAccess {

  /** Whether guests may use the memory of a slot directly. */
  boolean open(Memslot slot);

  /** A guest has accessed a slot that is not open. */
  Outcome closed(Vcpu vcpu, Memslot slot, long gpa);
}
