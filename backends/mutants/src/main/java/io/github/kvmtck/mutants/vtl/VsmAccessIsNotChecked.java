package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;

/** hv_check_hypercall_access without the new cases. */
public final class VsmAccessIsNotChecked extends HypercallMutant {
  public VsmAccessIsNotChecked() {
    super(
        Breach.of(
                "VTL-14",
                "vsm-access-is-not-checked",
                "The hypercalls of VSM exit although CPUID is enforced and lacks the privilege.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("KVM_RUN returns 0 for a 1-byte write", "KVM_RUN returns 0 for Hyper-V call"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Permits(healthy);
  }
}
