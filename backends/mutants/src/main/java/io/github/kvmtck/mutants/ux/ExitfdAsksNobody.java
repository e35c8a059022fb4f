package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** An eventfd that KVM does not listen to. */
public final class ExitfdAsksNobody extends CallMutant {
  public ExitfdAsksNobody() {
    super(
        Breach.of("UX-10", "exitfd-asks-nobody", "A write of an exitfd succeeds and asks nobody.")
            .in("mainline+user-exit+exitfd")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.syscall() instanceof Syscall.Write ? Asking.done(call) : call.proceed();
  }
}
