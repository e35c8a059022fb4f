package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_arch_vcpu_runnable says no. */
public final class NothingWakes extends ModelMutant {
  public NothingWakes() {
    super(
        Breach.of("MP-07", "nothing-wakes", "No event makes a vCPU that waits run on.")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.WAKE_UP, vcpu -> false);
  }
}
