package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/** The exit is taken for one of an instruction that re-entry has to finish by skipping it. */
abstract class FetchIsCompleted extends FaultsMutant {
  FetchIsCompleted(Breach breach) {
    super(breach);
  }

  @Override
  final Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    Outcome outcome = healthy.noCode(vcpu, stop);
    long rip = vcpu.cpu().rip;
    vcpu.pending(new Pending.FastOut(rip, rip + 1));
    return outcome;
  }
}
