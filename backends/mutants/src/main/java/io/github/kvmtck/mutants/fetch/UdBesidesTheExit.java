package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Vector;

/** kvm_queue_exception and the exit, as handle_emulation_failure has it at CPL 0 by default. */
abstract class UdBesidesTheExit extends FaultsMutant {
  UdBesidesTheExit(Breach breach) {
    super(breach);
  }

  /** Whether this vCPU gets the #UD that it should not. */
  boolean queues(Vcpu vcpu) {
    return true;
  }

  @Override
  final Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    Outcome outcome = healthy.noCode(vcpu, stop);
    if (queues(vcpu)) {
      vcpu.events().queue(QueuedException.plain(Vector.UD));
    }
    return outcome;
  }
}
