package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** What only the owner can answer: MSRs, CPUID, the time stamp counter, hypercalls. */
public final class Machine {
  private Machine() {}

  public static void define(Forms f) {
    f.whole("0F 30    | WRMSR | MSR", Machine::wrmsr);
    f.whole("0F 31    | RDTSC | TSC", Machine::rdtsc);
    f.whole("0F 32    | RDMSR | MSR", Machine::rdmsr);
    f.whole("0F A2    | CPUID", Machine::cpuid);
    f.jump("0F AA    | RSM", Machine::rsm);
    f.whole("0F 01 C8 | MONITOR | np", Machine::monitor);
    f.whole("0F 01 C9 | MWAIT | np", Machine::monitor);
    f.whole("0F 01 C1 | VMCALL", Machine::hypercall);
    f.whole("0F 01 D9 | VMMCALL", Machine::hypercall);
  }

  public static void rdmsr(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    long value = cpu.bus.readMsr((int) cpu.r[Gpr.RCX]);
    cpu.checkRefused(Vector.GP, 0);
    cpu.put(Gpr.RAX, 32, value);
    cpu.put(Gpr.RDX, 32, value >>> 32);
  }

  public static void wrmsr(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    long value = cpu.r[Gpr.RDX] << 32 | cpu.r[Gpr.RAX] & 0xffffffffL;
    cpu.bus.writeMsr((int) cpu.r[Gpr.RCX], value);
    cpu.checkRefused(Vector.GP, 0);
    cpu.leaveBlock();
  }

  public static void rdtsc(Cpu cpu, Insn insn) {
    boolean disabled = (cpu.control.cr4() & Control.CR4_TSD) != 0;
    if (disabled && cpu.segments.cpl() != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    long value = cpu.bus.timestamp();
    cpu.put(Gpr.RAX, 32, value);
    cpu.put(Gpr.RDX, 32, value >>> 32);
  }

  public static void cpuid(Cpu cpu, Insn insn) {
    int[] answer = new int[4];
    cpu.bus.cpuid((int) cpu.r[Gpr.RAX], (int) cpu.r[Gpr.RCX], answer);
    cpu.put(Gpr.RAX, 32, answer[0]);
    cpu.put(Gpr.RBX, 32, answer[1]);
    cpu.put(Gpr.RCX, 32, answer[2]);
    cpu.put(Gpr.RDX, 32, answer[3]);
    cpu.leaveBlock();
  }

  /** Everything is loaded, also where to go on. */
  public static void rsm(Cpu cpu, Insn insn) {
    boolean loaded = cpu.bus.resumeFromSmm();
    cpu.checkRefused(Vector.UD, Events.NO_CODE);
    if (!loaded) {
      throw Abandon.SHUTDOWN;
    }
    cpu.leaveBlock();
  }

  /**
   * Waiting may end at once, so that MONITOR need not watch anything (SDM vol. 2, MWAIT). Whether
   * they are there is asked when they are executed: KVM has them by a quirk where CPUID does not.
   */
  public static void monitor(Cpu cpu, Insn insn) {
    if (cpu.segments.cpl() != 0) {
      throw cpu.fault(Vector.UD);
    }
    cpu.bus.monitor();
    cpu.checkRefused(Vector.UD, Events.NO_CODE);
  }

  public static void hypercall(Cpu cpu, Insn insn) {
    cpu.bus.hypercall();
    cpu.checkRefused(Vector.UD, Events.NO_CODE);
  }
}
