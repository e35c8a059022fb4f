package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/** What kvm_pvm does, on a host that is no such one. */
public final class NoUdIsQueued extends FaultsMutant {
  public NoUdIsQueued() {
    super(
        Breach.of(
                "FETCH-05",
                "no-ud-is-queued",
                "A failed fetch exits on a host with VMX or SVM and queues no #UD.")
            .seenAs("exception.injected is 1, nr is 6", "exception.injected is 0"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    Outcome outcome = healthy.noCode(vcpu, stop);
    vcpu.events().forgetException();
    return outcome;
  }
}
