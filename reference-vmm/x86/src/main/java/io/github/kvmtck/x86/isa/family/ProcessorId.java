package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** What tells a program where it runs: IA32_TSC_AUX, counters, the bases of FS and GS. */
public final class ProcessorId {
  private ProcessorId() {}

  public static void define(Forms f) {
    f.whole("0F 01 F9    | RDTSCP | RDTSCP", ProcessorId::rdtscp);
    f.whole("F3 0F C7 /7 | RDPID rm32 | i64 RDPID", ProcessorId::rdpid);
    f.whole("F3 0F C7 /7 | RDPID rm64 | x64 RDPID", ProcessorId::rdpid);
    f.whole("0F 33       | RDPMC", ProcessorId::rdpmc);
    f.whole("F3 0F AE /0 | RDFSBASE rmy | x64 FSGSBASE", ProcessorId::readFs);
    f.whole("F3 0F AE /1 | RDGSBASE rmy | x64 FSGSBASE", ProcessorId::readGs);
    f.whole("F3 0F AE /2 | WRFSBASE rmy | x64 FSGSBASE", ProcessorId::writeFs);
    f.whole("F3 0F AE /3 | WRGSBASE rmy | x64 FSGSBASE", ProcessorId::writeGs);
  }

  public static void rdtscp(Cpu cpu, Insn insn) {
    Machine.rdtsc(cpu, insn);
    cpu.put(Gpr.RCX, 32, cpu.bus.timestampAux());
  }

  public static void rdpid(Cpu cpu, Insn insn) {
    Values.write(cpu, insn, 0, cpu.bus.timestampAux() & 0xffff_ffffL);
  }

  /** There is no counter that could be read. */
  @SuppressWarnings("DoNotCallSuggester") // Called by guests.
  public static void rdpmc(Cpu cpu, Insn insn) {
    throw cpu.fault(Vector.GP, 0);
  }

  private static void read(Cpu cpu, Insn insn, int segment) {
    available(cpu);
    Values.write(cpu, insn, 0, cpu.segments.base(segment));
  }

  private static void write(Cpu cpu, Insn insn, int segment) {
    available(cpu);
    long base = Values.read(cpu, insn, 0);
    if (!cpu.control.canonical(base)) {
      throw cpu.fault(Vector.GP, 0);
    }
    Segment old = cpu.segments.get(segment);
    Segment changed = new Segment(old.selector(), base, old.limit(), old.attributes());
    cpu.segments.set(segment, changed);
  }

  private static void available(Cpu cpu) {
    if ((cpu.control.cr4() & Control.CR4_FSGSBASE) == 0) {
      throw cpu.fault(Vector.UD);
    }
  }

  public static void readFs(Cpu cpu, Insn insn) {
    read(cpu, insn, Segment.FS);
  }

  public static void readGs(Cpu cpu, Insn insn) {
    read(cpu, insn, Segment.GS);
  }

  public static void writeFs(Cpu cpu, Insn insn) {
    write(cpu, insn, Segment.FS);
  }

  public static void writeGs(Cpu cpu, Insn insn) {
    write(cpu, insn, Segment.GS);
  }
}
