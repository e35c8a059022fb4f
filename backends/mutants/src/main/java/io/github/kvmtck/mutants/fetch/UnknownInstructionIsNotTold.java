package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import java.util.List;

/** The bytes are told for a failed fetch only. */
public final class UnknownInstructionIsNotTold extends FaultsMutant {
  public UnknownInstructionIsNotTold() {
    super(
        Breach.of(
                "FETCH-07",
                "unknown-instruction-is-not-told",
                "At the exit for an instruction that KVM cannot emulate its bytes are missing.")
            .seenAs("insn_size is 3 to 15", "insn_size is")
            .seenAs("flags is 1, insn_bytes", "flags is 0, insn_bytes"));
  }

  @Override
  Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop) {
    return healthy.noCode(vcpu, stop);
  }

  @Override
  Outcome notEmulated(FaultPolicy healthy, Vcpu vcpu, List<Byte> bytes) {
    return healthy.notEmulated(vcpu, List.of());
  }
}
