package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;

/** kvm_apic_init_sipi_allowed says yes. */
public final class InitActsInSmm extends ModelMutant {
  public InitActsInSmm() {
    super(
        Breach.of("MP-05", "init-acts-in-smm", "An INIT acts on a vCPU that is in SMM.")
            .seenAs("CS is 0 ", "CS is 0xF000"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return MpStates.reading(
        blueprint,
        vcpu -> {
          vcpu.smm().change(false);
          vcpu.interrupts().initAndSipi().accept();
          return vcpu.mpState();
        });
  }
}
