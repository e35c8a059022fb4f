package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_SET_MP_STATE;
import static io.github.kvmtck.api.uapi.VcpuEvents.MP_STATE;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.WakeRule;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.SystemEvent;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * An MP state in which KVM_RUN waits and tells userspace of the event, instead of running the
 * guest. KVM never sets or ends it.
 *
 * @param number KVM_MP_STATE_*
 * @param settable where KVM_SET_MP_STATE takes it; elsewhere it is EINVAL
 * @param event what ends the wait
 */
record WaitState(int number, Predicate<Vcpu> settable, WakeRule event) implements RunStage {

  Blueprint addTo(Blueprint blueprint) {
    return blueprint
        .change(Parts.VCPU_IOCTLS, this::setToo)
        .change(Parts.WAKE_UP, this::wakeToo)
        .change(Parts.ROUND, stages -> stages.after(EnterOrBlock.class, this));
  }

  private IoctlTable<Vcpu> setToo(IoctlTable<Vcpu> table) {
    var known = Objects.requireNonNull(table.handler((int) KVM_SET_MP_STATE.number()));
    return table.on(
        KVM_SET_MP_STATE,
        (vcpu, call) -> {
          MemorySegment in = call.read(MP_STATE.size());
          return in != null && MP_STATE.get(in, "mp_state") == number
              ? set(vcpu)
              : known.handle(vcpu, call);
        });
  }

  private Result set(Vcpu vcpu) {
    if (!settable.test(vcpu)) {
      return IoctlCall.INVALID;
    }
    vcpu.mpState(number);
    vcpu.requests().make(Requests.EVENT);
    return Result.ZERO;
  }

  private WakeRule wakeToo(WakeRule others) {
    return vcpu -> vcpu.mpState() == number ? event.runnable(vcpu) : others.runnable(vcpu);
  }

  @Override
  public String name() {
    return "exit for a wake-up";
  }

  /** vcpu_run, behind vcpu_block. */
  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.mpState() != number || !event.runnable(vcpu)) {
      return Outcome.CONTINUE;
    }
    // The event itself stays where it is.
    return SystemEvent.exit(vcpu, RunBits.KVM_SYSTEM_EVENT_WAKEUP);
  }
}
