package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/**
 * The repeat prefixes. One iteration is the unit: it completes or nothing of it happened, and
 * between two the instruction can be left with RIP still on it.
 */
final class Repeat {
  private static final int REPE = 0xf3;

  private Repeat() {}

  /** REP, which both prefixes mean here. */
  static void plain(Cpu cpu, Insn insn, Semantics.Action once) {
    run(cpu, insn, once, false);
  }

  /** REPE and REPNE: also ends when ZF is not what the prefix asks. */
  static void whileEqual(Cpu cpu, Insn insn, Semantics.Action once) {
    run(cpu, insn, once, true);
  }

  private static void run(Cpu cpu, Insn insn, Semantics.Action once, boolean compares) {
    if (insn.repeat() == 0) {
      once.run(cpu, insn);
      return;
    }
    long left = left(cpu, insn);
    while (left != 0) {
      once.run(cpu, insn);
      left--;
      cpu.put(Gpr.RCX, insn.addressBits(), left);
      if (compares && cpu.flags.zf() != (insn.repeat() == REPE)) {
        return;
      }
      boolean interrupted =
          cpu.mustLeave() || cpu.boundary.asked() || cpu.singleIteration() || cpu.breakpoints.hit();
      if (cpu.stopAsked() || interrupted && left != 0) {
        stay(cpu, insn);
        return;
      }
    }
  }

  /** How many iterations remain. */
  static long left(Cpu cpu, Insn insn) {
    return cpu.r[Gpr.RCX] & insn.addressMask();
  }

  /**
   * Leaves with RIP on the instruction. After an iteration that reached outside this is so even if
   * none remain, as in KVM: re-entering finds the count zero and does nothing (COMP-05).
   */
  static void stay(Cpu cpu, Insn insn) {
    cpu.rip -= insn.length();
    cpu.leaveBlock();
  }

  /** Moves an index register by {@code count} elements in the direction of DF. */
  static void step(Cpu cpu, Insn insn, int register, long count) {
    long bytes = count * (insn.bits() >> 3);
    long value = cpu.r[register] + (cpu.flags.has(Flags.DF) ? -bytes : bytes);
    cpu.put(register, insn.addressBits(), value);
  }
}
