package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.host.task.Woken;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.SystemEvent;

/**
 * The completion of HvCallVtlCall and HvCallVtlReturn blocks if userspace has set a flag. It is
 * here to show why its author withdrew it: a vCPU is completed before it is saved, and completion
 * must not wait for the guest's events then (rules VTL-A3 and COMP-33;
 * ZuqHoK1E8gyMC6Ew@google.com).
 */
public final class BlockingCompletion implements Variation {
  @Override
  public String name() {
    return "blocking-completion";
  }

  @Override
  public String description() {
    return "alternative, withdrawn: the completion of a VTL switch waits for an event";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint
        .change(Parts.HYPERV_CALLS, calls -> new Blocking(new VtlHypercalls(calls)))
        .change(Parts.HYPERV_CPUID, VtlHypercalls::offered);
  }

  private static final class Blocking extends OtherHypervCalls {
    Blocking(HypervCalls before) {
      super(before);
    }

    /** complete_userspace_io: before immediate_exit is looked at. */
    @Override
    public Outcome complete(Vcpu vcpu, HypervInput call, int length) {
      Outcome done = super.complete(vcpu, call, length);
      boolean blocks =
          VtlHypercalls.switchesVtl(call)
              && (vcpu.run().u32(ProposedWaits.HYPERV_FLAGS) & ProposedWaits.KVM_HYPERV_BLOCK) != 0;
      return blocks && done == Outcome.CONTINUE ? await(vcpu) : done;
    }

    private static Outcome await(Vcpu vcpu) {
      Woken woken = vcpu.sleep().until(() -> vcpu.interrupts().hasEventsWhateverTheFlag());
      if (woken != Woken.READY) {
        return Outcome.CONTINUE;
      }
      return SystemEvent.exit(vcpu, RunBits.KVM_SYSTEM_EVENT_WAKEUP);
    }
  }
}
