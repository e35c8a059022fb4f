package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;

/** kvm_hv_hypercall without the new cases. */
public final class VsmHypercallsStayInTheKernel extends HypercallMutant {
  public VsmHypercallsStayInTheKernel() {
    super(
        Breach.of(
                "VTL-14",
                "vsm-hypercalls-stay-in-the-kernel",
                "The hypercalls of VSM give HV_STATUS_INVALID_HYPERCALL_CODE and do not exit.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("KVM_RUN returns 0 for Hyper-V call", "KVM_RUN returns 0 for a 1-byte write"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Answers(healthy, Codes.VSM, call -> new HypervCalls.Answer.Status(2));
  }
}
