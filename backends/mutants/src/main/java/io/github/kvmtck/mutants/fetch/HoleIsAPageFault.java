package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Vector;

/** A hole taken for a page that is not present. */
public final class HoleIsAPageFault extends FaultsMutant {
  public HoleIsAPageFault() {
    super(
        Breach.of(
                "FETCH-01",
                "hole-is-a-page-fault",
                "With paging the guest gets a page fault for a fetch from a hole.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR",
                "KVM_RUN returns 0 for (?:a 1-byte write of 0x00 to port 0x14|KVM_EXIT_SHUTDOWN)"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    if ((vcpu.cpu().control.cr0() & Control.CR0_PG) == 0) {
      return healthy.noCode(vcpu, stop);
    }
    vcpu.cpu().control.cr2(vcpu.cpu().rip);
    vcpu.events().queue(QueuedException.withCode(Vector.PF, 0));
    return Outcome.CONTINUE;
  }
}
