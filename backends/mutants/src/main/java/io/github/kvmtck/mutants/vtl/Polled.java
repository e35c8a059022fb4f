package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.mutants.seam.CallBreach;

/** Another answer to poll(2) on a vCPU. */
final class Polled {
  private Polled() {}

  /**
   * poll that does not wait.
   *
   * @param revents what it tells
   */
  static CallBreach as(int revents) {
    return call -> {
      if (!(call.syscall() instanceof Syscall.Poll poll)) {
        return call.proceed();
      }
      Memory memory = call.client().memory();
      if (call.kind(memory.u32(poll.fds())) != FdKind.VCPU) {
        return call.proceed();
      }
      memory.u16(poll.fds() + Linux.POLLFD.offset("revents"), revents);
      return Result.of(revents == 0 ? 0 : 1);
    };
  }
}
