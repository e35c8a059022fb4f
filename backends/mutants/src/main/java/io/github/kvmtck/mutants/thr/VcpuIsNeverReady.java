package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** A poll operation that nobody wakes. */
public final class VcpuIsNeverReady extends CallMutant {
  public VcpuIsNeverReady() {
    super(
        Breach.of("THR-06", "vcpu-is-never-ready", "poll says of a vCPU that it is not ready.")
            .seenAs("1 ready", "0 ready"));
  }

  @Override
  protected CallBreach breaking() {
    return VcpuIsNeverReady::poll;
  }

  private static Result poll(SeamCall call) {
    Result result = call.proceed();
    Memory memory = call.client().memory();
    if (call.syscall() instanceof Syscall.Poll poll
        && call.kind(memory.u32(poll.fds())) == FdKind.VCPU) {
      memory.u16(poll.fds() + Linux.POLLFD.offset("revents"), 0);
      return Result.ZERO;
    }
    return result;
  }
}
