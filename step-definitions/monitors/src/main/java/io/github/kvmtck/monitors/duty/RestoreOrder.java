package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.Optional;

/**
 * A vCPU's local APIC is set before IA32_TSC_DEADLINE: KVM drops a deadline while the timer is in
 * another mode, and reports success (kvm_set_lapic_tscdeadline_msr).
 */
public final class RestoreOrder implements Observer {
  private static final int MSR_IA32_TSC_DEADLINE = 0x6e0;

  /** The timer entry of the local vector table, and its mode in bits 17 and 18 (SDM 3, 12.5.1). */
  private static final Field LVT_TIMER_MODE = Interrupts.LAPIC_STATE.field("regs[802]");

  private static final int MODE = 0x6;
  private static final int TSC_DEADLINE = 0x4;

  private final Situation situation;
  private final Duty duty;
  private final PerVcpu<Timer> timers = new PerVcpu<>(Timer::new);

  /** The timer of a vCPU that has not run. */
  private static final class Timer {
    private boolean inDeadlineMode;
    private Optional<TraceEvent> dropped = Optional.empty();
  }

  public RestoreOrder(Docket docket, Situation situation) {
    this.situation = situation;
    this.duty = docket.duty("SAVE-17");
  }

  @Override
  public void called(TraceEvent call) {
    if (call.result().map(Result::failed).orElse(true)) {
      return;
    }
    boolean setsApic = call.is(Interrupts.KVM_SET_LAPIC);
    if (setsApic || call.is(Msrs.KVM_SET_MSRS)) {
      Vcpu vcpu = situation.vcpu(call);
      if (!vcpu.wasEntered() && call.argument().isPresent()) {
        Timer timer = timers.of(vcpu);
        if (setsApic) {
          setsApic(timer, call, call.argument().get());
        } else if (setsDeadline(call, call.argument().get())) {
          setsDeadline(timer, call);
        }
      }
    }
  }

  private void setsApic(Timer timer, TraceEvent call, StructValue apic) {
    timer.inDeadlineMode = (apic.get(LVT_TIMER_MODE) & MODE) == TSC_DEADLINE;
    if (timer.inDeadlineMode && timer.dropped.isPresent()) {
      duty.exercised();
      duty.violated(
          "the deadline was dropped, because the timer was not in deadline mode yet: a guest that"
              + " waits for it waits for ever",
          timer.dropped.get(),
          call);
      timer.dropped = Optional.empty();
    }
  }

  private void setsDeadline(Timer timer, TraceEvent call) {
    if (timer.inDeadlineMode) {
      duty.exercised();
    } else {
      timer.dropped = Optional.of(call);
    }
  }

  private static boolean setsDeadline(TraceEvent call, StructValue msrs) {
    long set = call.result().map(Result::value).orElse(0L);
    for (int i = 0; i < set && Msrs.MSRS.sizeWith(i + 1) <= msrs.size(); i++) {
      if (msrs.get("entries[" + i + "].index") == MSR_IA32_TSC_DEADLINE
          && msrs.get("entries[" + i + "].data") != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void closed(Vcpu vcpu) {
    timers.forget(vcpu);
  }
}
