package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;

/** hv_check_hypercall_access without the new cases. */
public final class VpAccessIsNotChecked extends HypercallMutant {
  public VpAccessIsNotChecked() {
    super(
        Breach.of(
                "VTL-17",
                "vp-access-is-not-checked",
                "The hypercalls about virtual processors exit although CPUID is enforced and lacks"
                    + " the privilege.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("KVM_RUN returns 0 for a 1-byte write", "KVM_RUN returns 0 for Hyper-V call"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Permits(healthy);
  }
}
