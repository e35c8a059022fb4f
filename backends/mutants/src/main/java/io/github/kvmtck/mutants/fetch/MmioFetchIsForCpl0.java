package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Vector;

/** The tests of the CPL and of is_guest_mode stay where they were. */
public final class MmioFetchIsForCpl0 extends FaultsMutant {
  public MmioFetchIsForCpl0() {
    super(
        Breach.of(
                "FETCH-20",
                "mmio-fetch-is-for-cpl-0",
                "The MMIO exit for a fetch comes at CPL 0 of a guest that is no nested one only.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for KVM_EXIT_SHUTDOWN"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    if (vcpu.cpu().segments.cpl() == 0 && !vcpu.nested().guestMode()) {
      return healthy.noCode(vcpu, stop);
    }
    vcpu.events().queue(QueuedException.plain(Vector.UD));
    return Outcome.CONTINUE;
  }
}
