package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;

/** Hypercalls that are completed in another way. */
final class Completes extends OtherHypervCalls {
  private final Completion completion;

  Completes(HypervCalls before, Completion completion) {
    super(before);
    this.completion = completion;
  }

  /** How a hypercall is completed. */
  @FunctionalInterface
  interface Completion {
    Outcome complete(HypervCalls healthy, Vcpu vcpu, HypervInput call, int length);
  }

  @Override
  public Outcome complete(Vcpu vcpu, HypervInput call, int length) {
    return completion.complete(new Before(), vcpu, call, length);
  }

  /** What it would be without the breach. */
  private final class Before extends OtherHypervCalls {
    Before() {
      super(Completes.this);
    }

    @Override
    public Outcome complete(Vcpu vcpu, HypervInput call, int length) {
      return Completes.super.complete(vcpu, call, length);
    }
  }
}
