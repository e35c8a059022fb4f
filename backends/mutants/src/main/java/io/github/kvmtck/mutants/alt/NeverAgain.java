package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.SlotAccess;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.memslot.Memslot;

/** No access is tried again. */
record NeverAgain(SlotAccess access) implements SlotAccess {
  @Override
  public boolean open(Memslot slot) {
    return access.open(slot);
  }

  @Override
  public Outcome closed(Vcpu vcpu, Memslot slot, long gpa) {
    return Outcome.EFAULT;
  }
}
