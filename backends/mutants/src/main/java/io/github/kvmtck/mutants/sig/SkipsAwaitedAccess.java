package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Where pages may have to be waited for, what the guest loads from them does not arrive. */
final class SkipsAwaitedAccess implements CallBreach {
  private volatile boolean pagesAreAwaited;

  @Override
  public Result call(SeamCall call) {
    if (call.syscall() instanceof Syscall.Userfaultfd) {
      pagesAreAwaited = true;
    }
    if (!pagesAreAwaited || !call.is(VcpuRun.KVM_RUN)) {
      return call.proceed();
    }
    long rax = call.regs().rax();
    Result result = call.proceed();
    if (!result.failed()) {
      call.regs(call.regs().withRax(rax));
    }
    return result;
  }
}
