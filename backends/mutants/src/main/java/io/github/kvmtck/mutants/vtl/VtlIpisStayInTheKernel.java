package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;

/** kvm_hv_send_ipi that takes in_vtl for padding. */
public final class VtlIpisStayInTheKernel extends HypercallMutant {
  public VtlIpisStayInTheKernel() {
    super(
        Breach.of("VTL-17", "vtl-ipis-stay-in-the-kernel", "An IPI that names a VTL does not exit.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("KVM_RUN returns 0 for Hyper-V call", "KVM_RUN returns 0 for a 1-byte write"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Answers(healthy, Codes.IPIS, call -> new HypervCalls.Answer.Status(0));
  }
}
