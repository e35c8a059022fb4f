package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;

/** kvm_hv_hypercall that hands userspace what it does not know. */
public final class VtlReturnExitsAnyway extends HypercallMutant {
  public VtlReturnExitsAnyway() {
    super(
        Breach.of(
                "VTL-A3",
                "vtl-return-exits-anyway",
                "A kernel without the proposal exits for HvCallVtlReturn.")
            .seenAs("KVM_RUN returns 0 for a 1-byte write", "KVM_RUN returns 0 for Hyper-V call"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Answers(healthy, Codes.SWITCHES, HypervCalls.Answer.Exit::new);
  }
}
