package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.SlotAccess;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/** Re-entry is taken for an answer. */
public final class UserExitComesOnce extends ModelMutant {
  public UserExitComesOnce() {
    super(
        Breach.of("ALT-03", "user-exit-comes-once", "After one exit the slot can be accessed.")
            .in("mainline+mem-user-exit")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_MEM_USER_EXIT",
                "KVM_RUN (?:returns 0 for KVM_EXIT_HLT|fails with EFAULT)"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.SLOT_ACCESS, OnlyOnce::new);
  }

  private static final class OnlyOnce implements SlotAccess {
    private final SlotAccess access;
    private volatile @Nullable Object exited;

    OnlyOnce(SlotAccess access) {
      this.access = access;
    }

    @Override
    public boolean open(Memslot slot) {
      Object same = slot;
      return exited == same || access.open(slot);
    }

    @Override
    public Outcome closed(Vcpu vcpu, Memslot slot, long gpa) {
      exited = slot;
      return access.closed(vcpu, slot, gpa);
    }
  }
}
