package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import java.util.OptionalLong;

/** KVM_RUN fails where RIP is not what it was at the exit. */
final class RefusesMovedRip implements VcpuBreach {
  private volatile OptionalLong exit = OptionalLong.empty();

  @Override
  public Result call(SeamCall call) {
    if (!call.is(VcpuRun.KVM_RUN)) {
      return call.proceed();
    }
    if (exit.isPresent() && call.regs().rip() != exit.getAsLong()) {
      return Result.error(Errno.EINVAL);
    }
    Result result = call.proceed();
    boolean port = Exits.PORT_READ.or(Exits.PORT_WRITE).test(call.run());
    exit = !result.failed() && port ? OptionalLong.of(call.regs().rip()) : OptionalLong.empty();
    return result;
  }
}
