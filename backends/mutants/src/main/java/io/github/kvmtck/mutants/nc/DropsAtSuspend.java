package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;

/** What was pending when the host suspended is not finished at re-entry. */
final class DropsAtSuspend implements CallBreach {
  private final VcpuBreach vcpu =
      new SpoilsCompletion(Exits.READ, done -> suspended() ? done.atExit() : done.now());
  private volatile boolean suspended;

  private boolean suspended() {
    return suspended;
  }

  @Override
  public Result call(SeamCall call) {
    if (call.syscall() instanceof Syscall.Write) {
      suspended = true;
    }
    return call.kind() == FdKind.VCPU ? vcpu.call(call) : call.proceed();
  }
}
