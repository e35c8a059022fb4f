package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Vector;

/** handle_emulation_failure as it is for VMX and SVM. */
public final class EmulatorQueuesAUd extends FaultsMutant {
  public EmulatorQueuesAUd() {
    super(
        Breach.of(
                "FETCH-08",
                "emulator-queues-a-ud",
                "A host that emulates queues #UD at a failed fetch.")
            .in("mainline+emulator-path")
            .seenAs("exception.injected is 0", "exception.injected is 1"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    Outcome outcome = healthy.noCode(vcpu, stop);
    vcpu.events().queue(QueuedException.plain(Vector.UD));
    return outcome;
  }
}
