package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;

/** KVM_MP_STATE_HV_INACTIVE_VTL, inside the model. */
final class InactiveVtl {
  private InactiveVtl() {}

  static boolean is(Vcpu vcpu) {
    return vcpu.mpState() == ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL;
  }

  /** KVM_EXIT_SYSTEM_EVENT for a wake-up. */
  static Outcome wakeUp(Vcpu vcpu) {
    MemorySegment run = vcpu.run().pages();
    vcpu.run().exitReason(ExitReason.KVM_EXIT_SYSTEM_EVENT);
    Run.RUN.set(run, "system_event.type", RunBits.KVM_SYSTEM_EVENT_WAKEUP);
    Run.RUN.set(run, "system_event.ndata", 0);
    return Outcome.EXIT;
  }
}
