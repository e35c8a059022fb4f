package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Vector;

/** The test of the CPL comes before that of the capability. */
public final class CapabilityCountsAtCpl0Only extends FaultsMutant {
  public CapabilityCountsAtCpl0Only() {
    super(
        Breach.of(
                "FETCH-07",
                "capability-counts-at-cpl-0-only",
                "With KVM_CAP_EXIT_ON_EMULATION_FAILURE a failed fetch at CPL 3 does not exit.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR",
                "KVM_RUN returns 0 for KVM_EXIT_SHUTDOWN"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    if (vcpu.cpu().segments.cpl() == 0) {
      return healthy.noCode(vcpu, stop);
    }
    vcpu.events().queue(QueuedException.plain(Vector.UD));
    return Outcome.CONTINUE;
  }
}
