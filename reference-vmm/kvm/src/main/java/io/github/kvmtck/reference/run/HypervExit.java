package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.HyperV.KVM_EXIT_HYPERV_HCALL;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import java.lang.foreign.MemorySegment;

/** KVM_EXIT_HYPERV for a hypercall that userspace does (rule COMP-27). */
final class HypervExit {
  private HypervExit() {}

  static Pending exit(Vcpu vcpu, Stop.Suspended stop, HypervInput call) {
    MemorySegment run = vcpu.run().pages();
    vcpu.run().exitReason(ExitReason.KVM_EXIT_HYPERV);
    Run.RUN.set(run, "hyperv.type", KVM_EXIT_HYPERV_HCALL);
    Run.RUN.set(run, "hyperv.u.hcall.input", call.param());
    Run.RUN.set(run, "hyperv.u.hcall.params[0]", call.ingpa());
    Run.RUN.set(run, "hyperv.u.hcall.params[1]", call.outgpa());
    vcpu.vm().system().hypervCalls().exiting(vcpu, call);
    return new Pending.HypervCall(call, (int) (stop.next() - vcpu.cpu().rip));
  }
}
