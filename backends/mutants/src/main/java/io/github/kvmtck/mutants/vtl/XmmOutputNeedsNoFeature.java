package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;

/** kvm_hv_xmm_output_allowed that is always true. */
public final class XmmOutputNeedsNoFeature extends HypercallMutant {
  public XmmOutputNeedsNoFeature() {
    super(
        Breach.of(
                "VTL-16",
                "xmm-output-needs-no-feature",
                "XMM registers are written back although CPUID is enforced and lacks the feature.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("exception.injected is 1", "exception.injected is 0"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Completes(
        healthy,
        (before, vcpu, call, length) -> {
          boolean enforced = vcpu.hyperv().enforcesCpuid();
          vcpu.hyperv().enforceCpuid(false);
          Outcome outcome = before.complete(vcpu, call, length);
          vcpu.hyperv().enforceCpuid(enforced);
          return outcome;
        });
  }
}
