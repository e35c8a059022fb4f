package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/** The fault is taken for one that will go away. */
public final class VmWithoutMemoryHangs extends FaultsMutant {
  public VmWithoutMemoryHangs() {
    super(
        Breach.of(
                "FETCH-10",
                "vm-without-memory-hangs",
                "KVM_RUN in a VM without memory slots never returns.")
            .seenAsHang());
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    return vcpu.vm().memslots(0).isEmpty() ? Outcome.CONTINUE : healthy.noCode(vcpu, stop);
  }
}
