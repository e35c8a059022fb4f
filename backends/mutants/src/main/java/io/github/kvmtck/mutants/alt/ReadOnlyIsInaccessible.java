package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Every fault of the host is one for writing. */
public final class ReadOnlyIsInaccessible extends CallMutant {
  public ReadOnlyIsInaccessible() {
    super(
        Breach.of(
                "ALT-05",
                "read-only-is-inaccessible",
                "Memory that is made read-only cannot be read.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN (?:fails with EFAULT|returns 0 for an MMIO)"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.syscall() instanceof Syscall.Mprotect(long address, long length, int prot)
                && prot == Linux.PROT_READ
            ? call.proceed(new Syscall.Mprotect(address, length, 0))
            : call.proceed();
  }
}
