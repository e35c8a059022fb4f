package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;

/** Answers KVM_SET_MP_STATE of one state. */
final class SetsState {
  private SetsState() {}

  /**
   * A breach.
   *
   * @param number the state
   */
  static VcpuBreach of(int number, VcpuBreach breach) {
    return call ->
        call.is(VcpuEvents.KVM_SET_MP_STATE)
                && call.argument() != 0
                && call.argument(VcpuEvents.MP_STATE).get("mp_state") == number
            ? breach.call(call)
            : call.proceed();
  }

  /** It is taken where it is refused too. */
  static Result whateverIsSaid(SeamCall call) {
    Result result = call.proceed();
    return result.failed() ? Result.ZERO : result;
  }
}
