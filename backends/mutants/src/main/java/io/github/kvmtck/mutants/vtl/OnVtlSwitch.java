package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Vcpu;

/** Makes the vCPU an inactive VTL at the exit for a VTL switch. */
final class OnVtlSwitch extends OtherHypervCalls {
  OnVtlSwitch(HypervCalls before) {
    super(before);
  }

  @Override
  public void exiting(Vcpu vcpu, HypervInput call) {
    super.exiting(vcpu, call);
    vcpu.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
  }
}
