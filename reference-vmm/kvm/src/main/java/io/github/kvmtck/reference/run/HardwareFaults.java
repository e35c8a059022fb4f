package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The fault policy of VMX hosts. */
public final class HardwareFaults implements FaultPolicy {
  /** EXIT_REASON_EPT_VIOLATION, and the exit qualification of an instruction fetch. */
  private static final long[] EXIT_INFO = {48, 0x584, 0, 0, 0};

  private static final long PAGE = 4096;

  /**
   * handle_emulation_failure: #UD is queued first, so that a client that just re-enters lets the
   * guest take it (rule FETCH-05); at CPL above 0 and in L2 there is no exit (rule FETCH-06).
   */
  @Override
  public Outcome notEmulated(Vcpu vcpu, List<Byte> bytes) {
    vcpu.stats().count(Counter.INSN_EMULATION_FAIL);
    if (!vcpu.vm().settings().exitOnEmulationFailure()) {
      vcpu.events().queue(QueuedException.plain(Vector.UD));
      if (vcpu.nested().guestMode() || vcpu.cpu().segments.cpl() != 0) {
        return Outcome.CONTINUE;
      }
    }
    EmulationFailure.exit(vcpu, bytes, EXIT_INFO);
    return Outcome.EXIT;
  }

  /**
   * kvm_mmu_prepare_memory_fault_exit, where KVM_CAP_MEMORY_FAULT_INFO is 1 (rule RUN-06). This is
   * what api.rst 7.33 documents; kvm_handle_error_pfn of 6.12 returns EFAULT and tells nothing.
   */
  @Override
  public Outcome noBacking(Vcpu vcpu, long gpa) {
    MemorySegment run = vcpu.run().pages();
    vcpu.run().exitReason(ExitReason.KVM_EXIT_MEMORY_FAULT);
    Run.RUN.set(run, "memory_fault.flags", 0);
    Run.RUN.set(run, "memory_fault.gpa", gpa);
    Run.RUN.set(run, "memory_fault.size", PAGE);
    return Outcome.EFAULT;
  }
}
