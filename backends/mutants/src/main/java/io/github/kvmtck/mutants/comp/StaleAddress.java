package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import java.util.OptionalLong;

/** An MMIO exit that follows another at once has the address of that one. */
final class StaleAddress implements VcpuBreach {
  private volatile OptionalLong before = OptionalLong.empty();

  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (!call.is(VcpuRun.KVM_RUN)) {
      return result;
    }
    OptionalLong stale = before;
    before = OptionalLong.empty();
    if (!result.failed() && Exits.MMIO.test(call.run())) {
      before = OptionalLong.of(call.run().mmio().physAddr());
      stale.ifPresent(address -> call.run().set("mmio.phys_addr", address));
    }
    return result;
  }
}
