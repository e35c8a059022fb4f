package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Which calls ask a vCPU to leave KVM_RUN, and what they return. */
final class Asking {
  private Asking() {}

  /** KVM_USER_EXIT, or a write: scenarios write to nothing but exitfds. */
  static boolean asks(SeamCall call) {
    return call.is(Proposed.KVM_USER_EXIT)
        || call.is(Proposed.KVM_USER_EXIT_V1)
        || call.syscall() instanceof Syscall.Write;
  }

  /** What a call returns that succeeds. */
  static Result done(SeamCall call) {
    return call.syscall() instanceof Syscall.Write(int _, long _, long count)
        ? Result.of(count)
        : Result.ZERO;
  }
}
