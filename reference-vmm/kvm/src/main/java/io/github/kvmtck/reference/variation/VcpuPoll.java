package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.ProposedWaits.VCPU_POLL;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.ActivateSignalMask;
import java.lang.foreign.MemorySegment;

/**
 * poll(2) on a vCPU that userspace does not run, by as many tasks as want to (rule VTL-A6;
 * 20231001111313.77586-1-nsaenz@amazon.com). The mask names conditions and not bits of
 * vcpu-&gt;requests, as ZR35gq1NICwhOUAS@google.com asks; HvCallVtlReturn arms it, or an ioctl.
 */
public final class VcpuPoll implements Variation {
  private static final int ALL =
      ProposedWaits.KVM_VCPU_POLL_UNBLOCK
          | ProposedWaits.KVM_VCPU_POLL_EVENT
          | ProposedWaits.KVM_VCPU_POLL_HV_STIMER;

  @Override
  public String name() {
    return "vcpu-poll";
  }

  @Override
  public String description() {
    return "alternative: poll() on a vCPU fd for events, armed by HvCallVtlReturn or an ioctl";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    ArmedPolls armed = new ArmedPolls();
    return blueprint
        .with(Parts.POLLING, armed)
        .change(Parts.HYPERV_CALLS, calls -> new Arming(new VtlHypercalls(calls), armed))
        .change(Parts.HYPERV_CPUID, VtlHypercalls::offered)
        .change(Parts.STAGES, stages -> stages.before(ActivateSignalMask.class, new Disarm(armed)))
        .change(
            Parts.VCPU_IOCTLS,
            table ->
                table.reads(
                    ProposedWaits.KVM_VCPU_ARM_POLL,
                    VCPU_POLL.size(),
                    (vcpu, in) -> arm(armed, vcpu, in)));
  }

  private static Result arm(ArmedPolls armed, Vcpu vcpu, MemorySegment in) {
    long mask = VCPU_POLL.get(in, "mask");
    if ((mask & ~ALL) != 0) {
      return IoctlCall.INVALID;
    }
    armed.arm(vcpu, (int) mask);
    return Result.ZERO;
  }

  /** The exit for HvCallVtlReturn arms: HV_VTL_RETURN_POLL_MASK. */
  private static final class Arming extends OtherHypervCalls {
    private final ArmedPolls armed;

    Arming(HypervCalls before, ArmedPolls armed) {
      super(before);
      this.armed = armed;
    }

    @Override
    public void exiting(Vcpu vcpu, HypervInput call) {
      super.exiting(vcpu, call);
      if (call.code() == ProposedVtl.HVCALL_VTL_RETURN) {
        armed.arm(vcpu, ALL);
      }
    }
  }

  /** Each KVM_RUN starts with nothing armed. */
  private record Disarm(ArmedPolls armed) implements RunStage {
    @Override
    public String name() {
      return "disarm polling";
    }

    @Override
    public Outcome run(Vcpu vcpu) {
      armed.arm(vcpu, 0);
      return Outcome.CONTINUE;
    }
  }
}
