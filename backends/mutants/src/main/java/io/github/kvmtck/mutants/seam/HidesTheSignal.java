package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;

/** A signal leaves no KVM_EXIT_INTR if immediate_exit was set after KVM_RUN had begun. */
public record HidesTheSignal() implements VcpuBreach {
  @Override
  public Result call(SeamCall call) {
    return VcpuBreach.afterRun(HidesTheSignal::hide).call(call);
  }

  private static Result hide(Ended ended) {
    boolean setLater = !ended.immediate() && ended.call().run().immediateExit() != 0;
    if (setLater && Exits.is(ended.call().run(), ExitReason.KVM_EXIT_INTR)) {
      ended.call().run().exitReason(ExitReason.KVM_EXIT_UNKNOWN.number());
    }
    return ended.result();
  }
}
