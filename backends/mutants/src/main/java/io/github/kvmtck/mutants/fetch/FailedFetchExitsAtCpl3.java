package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/** What is right with the capability only. */
public final class FailedFetchExitsAtCpl3 extends FaultsMutant {
  public FailedFetchExitsAtCpl3() {
    super(
        Breach.of(
                "FETCH-06",
                "failed-fetch-exits-at-cpl-3",
                "By default a failed fetch exits at CPL 3.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    boolean wasOn = always(vcpu);
    vcpu.vm().settings().exitOnEmulationFailure(wasOn || vcpu.cpu().segments.cpl() != 0);
    Outcome outcome = healthy.noCode(vcpu, stop);
    vcpu.vm().settings().exitOnEmulationFailure(wasOn);
    return outcome;
  }
}
