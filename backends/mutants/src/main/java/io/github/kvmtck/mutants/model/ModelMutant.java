package io.github.kvmtck.mutants.model;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.DescribedMutant;
import io.github.kvmtck.reference.ReferenceKernel;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.variation.Variations;
import java.util.ArrayList;
import java.util.List;

/** A mutant whose breach is inside KVM_RUN: one variation more than its profile has. */
public abstract class ModelMutant extends DescribedMutant implements Variation {

  protected ModelMutant(Breach breach) {
    super(breach);
  }

  @Override
  public final String description() {
    return breach();
  }

  @Override
  public final Kernel open(KernelProvider healthy) {
    List<Variation> variations = new ArrayList<>(Variations.named(profile()));
    variations.add(this);
    return ReferenceKernel.with(variations);
  }
}
