package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.mutants.seam.CallBreach;

/** KVM_SIGNAL_MSI whose message arrives nowhere. */
final class Unheard {
  private Unheard() {}

  static CallBreach messages() {
    return call -> call.is(Interrupts.KVM_SIGNAL_MSI) ? Result.of(1) : call.proceed();
  }
}
