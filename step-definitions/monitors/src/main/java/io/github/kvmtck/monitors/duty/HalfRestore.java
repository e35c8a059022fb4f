package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Cpuid;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.NestedState;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A vCPU whose state was set in part only is not run. A restore is what a driver calls so, or a
 * whole state that is set before the first KVM_RUN; elsewhere a call that fails may be a try, and
 * is a warning.
 */
public final class HalfRestore implements Observer {
  private static final List<Request> STATE =
      List.of(
          Registers.KVM_SET_REGS,
          Registers.KVM_SET_SREGS,
          Registers.KVM_SET_SREGS2,
          Msrs.KVM_SET_MSRS,
          Interrupts.KVM_SET_LAPIC,
          ExtendedState.KVM_SET_FPU,
          ExtendedState.KVM_SET_XSAVE,
          ExtendedState.KVM_SET_XCRS,
          VcpuEvents.KVM_SET_VCPU_EVENTS,
          VcpuEvents.KVM_SET_MP_STATE,
          VcpuEvents.KVM_SET_DEBUGREGS,
          NestedState.KVM_SET_NESTED_STATE,
          Cpuid.KVM_SET_CPUID2);

  private final Situation situation;
  private final Duty duty;
  private final PerVcpu<Map<Request, Failure>> failures = new PerVcpu<>(HashMap::new);

  /** A part of a state that was not set. */
  private record Failure(TraceEvent call, boolean restoring) {}

  public HalfRestore(Docket docket, Situation situation) {
    this.situation = situation;
    this.duty = docket.duty("SAVE-18");
  }

  @Override
  public void called(TraceEvent call) {
    if (STATE.stream().noneMatch(call::is)) {
      return;
    }
    Map<Request, Failure> its = failures.of(situation.vcpu(call));
    Request request = call.request().orElseThrow();
    if (call.result().map(Result::failed).orElse(true)) {
      duty.exercised();
      its.put(request, new Failure(call, situation.brackets().in(Activity.RESTORE)));
    } else {
      its.remove(request);
    }
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Map<Request, Failure> its = failures.of(vcpu);
    if (Exit.isImmediate(run)) {
      return;
    }
    boolean first = !vcpu.wasEntered() && vcpu.isLoaded();
    for (Failure failure : its.values()) {
      String why = "the guest runs without the state that this call was to set";
      if (failure.restoring || first) {
        duty.violated(why, failure.call, run);
      } else {
        duty.warn(why, failure.call, run);
      }
    }
    its.clear();
  }

  @Override
  public void closed(Vcpu vcpu) {
    failures.forget(vcpu);
  }
}
