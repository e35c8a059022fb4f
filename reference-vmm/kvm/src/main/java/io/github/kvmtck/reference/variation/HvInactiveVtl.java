package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;

/**
 * KVM_MP_STATE_HV_INACTIVE_VTL and the hypercalls of Hyper-V's Virtual Secure Mode, which userspace
 * does (rules VTL-01 to VTL-17; 20240609154945.55332-1-nsaenz@amazon.com).
 */
public final class HvInactiveVtl implements Variation {
  private static final WaitState STATE =
      new WaitState(
          ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL,
          HvInactiveVtl::settable,
          vcpu -> vcpu.interrupts().hasEventsWhateverTheFlag());

  @Override
  public String name() {
    return "hv-inactive-vtl";
  }

  @Override
  public String description() {
    return "proposal: an MP state for inactive VTLs, and VSM hypercalls in userspace (Jun 2024)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return STATE
        .addTo(blueprint)
        .change(Parts.HYPERV_CALLS, VtlHypercalls::new)
        .change(Parts.HYPERV_CPUID, VtlHypercalls::offered);
  }

  private static boolean settable(Vcpu vcpu) {
    return (vcpu.hyperv().features().ebx() & ProposedVtl.HV_ACCESS_VSM) != 0
        && !vcpu.nested().guestMode();
  }
}
