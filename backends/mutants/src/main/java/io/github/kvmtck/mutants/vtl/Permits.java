package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Vcpu;

/** Hypercalls for which CPUID need not show anything. */
final class Permits extends OtherHypervCalls {
  Permits(HypervCalls before) {
    super(before);
  }

  @Override
  public boolean permitted(Vcpu vcpu, int code) {
    return true;
  }
}
