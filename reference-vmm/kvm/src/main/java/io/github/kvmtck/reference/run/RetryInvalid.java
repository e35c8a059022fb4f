package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.SlotAccess;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.memslot.Memslot;

/** A slot that is being moved or deleted: the access is tried again (RET_PF_RETRY). */
public final class RetryInvalid implements SlotAccess {
  @Override
  public boolean open(Memslot slot) {
    return !slot.invalid();
  }

  @Override
  public Outcome closed(Vcpu vcpu, Memslot slot, long gpa) {
    return Outcome.CONTINUE;
  }
}
