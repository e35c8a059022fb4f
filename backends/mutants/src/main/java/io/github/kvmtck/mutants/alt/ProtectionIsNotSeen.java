package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The MMU notifier does nothing. */
public final class ProtectionIsNotSeen extends CallMutant {
  public ProtectionIsNotSeen() {
    super(
        Breach.of(
                "ALT-05",
                "protection-is-not-seen",
                "A guest goes on writing to memory that is protected.")
            .seenAsHang()
            .seenAs(
                "KVM_RUN fails with EFAULT",
                "KVM_RUN returns 0 for (?:KVM_EXIT_HLT|a 1-byte write)"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.syscall() instanceof Syscall.Mprotect ? Result.ZERO : call.proceed();
  }
}
