package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Segments;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.MemorySegment;

/** kvm_skip_emulated_instruction: KVM has done what the instruction was to do. */
public final class Skip {
  private Skip() {}

  /** kvm_get_linear_rip. */
  static long linearRip(Cpu cpu) {
    long linear = cpu.segments.effectiveBase(Segment.CS) + cpu.rip;
    return cpu.segments.codeBits() == 64 ? linear : linear & 0xffff_ffffL;
  }

  /**
   * Moves to the next instruction. The shadow of STI or MOV SS ends, and a single step is due.
   *
   * @param rip instruction pointer behind the skipped instruction
   */
  public static Outcome to(Vcpu vcpu, long rip) {
    Cpu cpu = vcpu.cpu();
    cpu.rip = Segments.wrap(rip, cpu.segments.codeBits());
    cpu.events.stiShadow(false);
    cpu.events.movSsShadow(false);
    cpu.flags.put(Flags.RF, false);
    boolean stepping = (vcpu.settings().guestDebug() & VcpuEvents.KVM_GUESTDBG_SINGLESTEP) != 0;
    return stepping || cpu.flags.has(Flags.TF) ? step(vcpu, stepping) : Outcome.CONTINUE;
  }

  /** kvm_vcpu_do_singlestep: an exit for the client's step, #DB for the guest's own. */
  private static Outcome step(Vcpu vcpu, boolean client) {
    if (!client) {
      vcpu.events().queue(QueuedException.withPayload(Vector.DB, DebugRegisters.DR6_BS));
      return Outcome.CONTINUE;
    }
    return debugExit(
        vcpu, Vector.DB, linearRip(vcpu.cpu()), DebugRegisters.DR6_BS | DebugRegisters.DR6_INIT, 0);
  }

  /** KVM_EXIT_DEBUG. */
  static Outcome debugExit(Vcpu vcpu, int vector, long pc, long dr6, long dr7) {
    MemorySegment run = vcpu.run().pages();
    Run.RUN.set(run, "debug.arch.exception", vector);
    Run.RUN.set(run, "debug.arch.pc", pc);
    Run.RUN.set(run, "debug.arch.dr6", dr6);
    Run.RUN.set(run, "debug.arch.dr7", dr7);
    vcpu.run().exitReason(ExitReason.KVM_EXIT_DEBUG);
    return Outcome.EXIT;
  }
}
