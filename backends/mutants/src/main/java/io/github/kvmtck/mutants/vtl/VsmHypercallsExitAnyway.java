package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;

/** kvm_hv_hypercall that hands userspace what it does not know. */
public final class VsmHypercallsExitAnyway extends HypercallMutant {
  public VsmHypercallsExitAnyway() {
    super(
        Breach.of(
                "VTL-14",
                "vsm-hypercalls-exit-anyway",
                "A kernel without the proposal exits for the hypercalls of VSM.")
            .seenAs("KVM_RUN returns 0 for a 1-byte write", "KVM_RUN returns 0 for Hyper-V call"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Answers(healthy, Codes.VSM, HypervCalls.Answer.Exit::new);
  }
}
