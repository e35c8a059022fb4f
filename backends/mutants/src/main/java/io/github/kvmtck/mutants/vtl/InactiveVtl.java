package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.SystemEvent;

/** KVM_MP_STATE_HV_INACTIVE_VTL, inside the model. */
final class InactiveVtl {
  private InactiveVtl() {}

  static boolean is(Vcpu vcpu) {
    return vcpu.mpState() == ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL;
  }

  /** KVM_EXIT_SYSTEM_EVENT for a wake-up. */
  static Outcome wakeUp(Vcpu vcpu) {
    return SystemEvent.exit(vcpu, RunBits.KVM_SYSTEM_EVENT_WAKEUP);
  }
}
