package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;

/** The something extra that migration would need. */
public final class BlockedCompletionIsRemembered extends HypercallMutant {
  public BlockedCompletionIsRemembered() {
    super(
        Breach.of(
                "VTL-A3",
                "blocked-completion-is-remembered",
                "A wait in completion that a signal ends goes on at the next KVM_RUN.")
            .in("mainline+blocking-completion")
            .seenAsHang());
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Completes(
        healthy,
        (before, vcpu, call, length) -> {
          Outcome outcome = before.complete(vcpu, call, length);
          if (outcome == Outcome.CONTINUE) {
            vcpu.mpState(MpState.KVM_MP_STATE_HALTED.number());
          }
          return outcome;
        });
  }
}
