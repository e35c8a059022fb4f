package io.github.kvmtck.mutants.model;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.function.Function;

/**
 * A stage that mainline does not have.
 *
 * @param name says what it does
 */
public record Added(String name, Function<Vcpu, Outcome> work) implements RunStage {
  @Override
  public Outcome run(Vcpu vcpu) {
    return work.apply(vcpu);
  }
}
