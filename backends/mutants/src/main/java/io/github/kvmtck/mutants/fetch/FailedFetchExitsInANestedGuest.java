package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/** is_guest_mode is not asked. */
public final class FailedFetchExitsInANestedGuest extends FaultsMutant {
  public FailedFetchExitsInANestedGuest() {
    super(
        Breach.of(
                "FETCH-06",
                "failed-fetch-exits-in-a-nested-guest",
                "By default a failed fetch exits in a nested guest.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    boolean wasOn = always(vcpu);
    vcpu.vm().settings().exitOnEmulationFailure(wasOn || vcpu.nested().guestMode());
    Outcome outcome = healthy.noCode(vcpu, stop);
    vcpu.vm().settings().exitOnEmulationFailure(wasOn);
    return outcome;
  }
}
