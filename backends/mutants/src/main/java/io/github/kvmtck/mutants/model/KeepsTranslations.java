package io.github.kvmtck.mutants.model;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_flush_remote_tlbs is left out where a slot changes: no vCPU loses a translation. */
public abstract class KeepsTranslations extends ModelMutant {
  protected KeepsTranslations(Breach breach) {
    super(breach);
  }

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.FLUSH, vm -> {});
  }
}
