package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;

/** A signal ends KVM_RUN and leaves no KVM_EXIT_INTR. */
record SignalWithoutReason() implements VcpuBreach {
  @Override
  public Result call(SeamCall call) {
    return VcpuBreach.afterRun(SignalWithoutReason::hide).call(call);
  }

  private static Result hide(Ended ended) {
    if (!ended.succeeded() && Exits.is(ended.call().run(), ExitReason.KVM_EXIT_INTR)) {
      ended.call().run().exitReason(ExitReason.KVM_EXIT_UNKNOWN.number());
    }
    return ended.result();
  }
}
