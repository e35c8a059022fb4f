package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_arch_vcpu_runnable says no. */
public final class NothingWakesAVcpuThatStarts extends ModelMutant {
  public NothingWakesAVcpuThatStarts() {
    super(
        Breach.of(
                "MP-04",
                "nothing-wakes-a-vcpu-that-starts",
                "INIT and SIPI do not end the wait of KVM_RUN.")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.WAKE_UP, vcpu -> false);
  }
}
