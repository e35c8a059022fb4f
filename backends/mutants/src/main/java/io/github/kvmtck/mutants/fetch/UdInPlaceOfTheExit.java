package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Vector;

/** Where a failed fetch should exit, some guests get #UD and run on. */
abstract class UdInPlaceOfTheExit extends FaultsMutant {
  UdInPlaceOfTheExit(Breach breach) {
    super(breach);
  }

  /** Whether the exit comes for this vCPU as it should. */
  abstract boolean exits(Vcpu vcpu);

  @Override
  final Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    if (exits(vcpu)) {
      return healthy.noCode(vcpu, stop);
    }
    vcpu.events().queue(QueuedException.plain(Vector.UD));
    return Outcome.CONTINUE;
  }
}
