package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.Parts;

/** A kernel that treats some Hyper-V hypercalls in another way. */
abstract class HypercallMutant extends ModelMutant {
  HypercallMutant(Breach breach) {
    super(breach);
  }

  /** The hypercalls of this kernel. */
  abstract HypervCalls calls(HypervCalls healthy);

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.HYPERV_CALLS, this::calls);
  }
}
