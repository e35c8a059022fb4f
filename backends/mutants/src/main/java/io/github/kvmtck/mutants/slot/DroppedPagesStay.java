package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The MMU notifier does not hear of MADV_DONTNEED. */
public final class DroppedPagesStay extends CallMutant {
  public DroppedPagesStay() {
    super(
        Breach.of(
                "SLOT-18",
                "dropped-pages-stay",
                "Guest memory that userspace gives up keeps its content.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00",
                "KVM_RUN returns 0 for a 1-byte write of 0x11")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.syscall() instanceof Syscall.Madvise ? Result.ZERO : call.proceed();
  }
}
