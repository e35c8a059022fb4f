package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A notifier that finds no vCPU in KVM_RUN and leaves it at that. */
public final class SuspendSetsNoFlag extends CallMutant {
  public SuspendSetsNoFlag() {
    super(
        Breach.of("NC-11", "suspend-sets-no-flag", "The PM notifier does not set the flag.")
            .in("mainline+needs-completion-on-suspend")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.syscall() instanceof Syscall.Write write ? Result.of(write.count()) : call.proceed();
  }
}
