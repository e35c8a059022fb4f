package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Vector;

/** kvm_queue_exception before the exit, as handle_emulation_failure has it. */
public final class MmioFetchQueuesUd extends FaultsMutant {
  public MmioFetchQueuesUd() {
    super(
        Breach.of(
                "FETCH-20", "mmio-fetch-queues-ud", "The MMIO exit for a fetch leaves #UD queued.")
            .in("mainline+fetch-mmio")
            .seenAs("exception.injected is 0", "exception.injected is 1"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    vcpu.events().queue(QueuedException.plain(Vector.UD));
    return healthy.noCode(vcpu, stop);
  }
}
