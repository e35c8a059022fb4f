package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import java.util.List;

/**
 * The fault policy of hosts that emulate: a failed fetch exits at every CPL and queues nothing, so
 * that re-entry is transparent (rule FETCH-08).
 */
public final class EmulatorFaults implements FaultPolicy {
  /** What kvm_pvm reports of an exit from its emulator. */
  private static final long[] EXIT_INFO = {0x1000, 0, 0, 0, 0};

  private final FaultPolicy hardware = new HardwareFaults();

  @Override
  public Outcome notEmulated(Vcpu vcpu, List<Byte> bytes) {
    vcpu.stats().count(Counter.INSN_EMULATION_FAIL);
    EmulationFailure.exit(vcpu, bytes, EXIT_INFO);
    return Outcome.EXIT;
  }

  @Override
  public Outcome noBacking(Vcpu vcpu, long gpa) {
    return hardware.noBacking(vcpu, gpa);
  }
}
