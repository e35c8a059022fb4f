package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Vector;

/** The test of the capability comes after kvm_queue_exception. */
public final class CapabilityLeavesTheUd extends FaultsMutant {
  public CapabilityLeavesTheUd() {
    super(
        Breach.of(
                "FETCH-07",
                "capability-leaves-the-ud",
                "With KVM_CAP_EXIT_ON_EMULATION_FAILURE #UD is queued all the same.")
            .seenAs("exception.injected is 0", "exception.injected is 1"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    Outcome outcome = healthy.noCode(vcpu, stop);
    if (always(vcpu)) {
      vcpu.events().queue(QueuedException.plain(Vector.UD));
    }
    return outcome;
  }
}
