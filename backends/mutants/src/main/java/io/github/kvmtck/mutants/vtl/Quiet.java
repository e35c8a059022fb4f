package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;

/** Waits that end for an event and say that they ended for a signal. */
final class Quiet {
  private Quiet() {}

  static VcpuBreach ends(Request wait) {
    return call -> {
      Result result = call.proceed();
      boolean event =
          !result.failed()
              && (!call.is(VcpuRun.KVM_RUN)
                  || Exits.of(ExitReason.KVM_EXIT_SYSTEM_EVENT).test(call.run()));
      return call.is(wait) && event ? Result.error(Errno.EINTR) : result;
    };
  }
}
