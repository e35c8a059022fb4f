package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/** What is right with KVM_CAP_EXIT_ON_EMULATION_FAILURE only. */
abstract class ExitInPlaceOfTheUd extends FaultsMutant {
  ExitInPlaceOfTheUd(Breach breach) {
    super(breach);
  }

  /** Whether a failed fetch exits for this vCPU without the capability too. */
  abstract boolean exits(Vcpu vcpu);

  @Override
  final Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    boolean wasOn = always(vcpu);
    vcpu.vm().settings().exitOnEmulationFailure(wasOn || exits(vcpu));
    Outcome outcome = healthy.noCode(vcpu, stop);
    vcpu.vm().settings().exitOnEmulationFailure(wasOn);
    return outcome;
  }
}
