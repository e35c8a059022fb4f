package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** Segment registers: MOV, and far pointers into a register pair. */
public final class FarPointer {
  private FarPointer() {}

  public static void define(Forms f) {
    f.whole("8C /r    | MOV m16, Sreg", FarPointer::storeSegment);
    f.whole("8C /r    | MOV rmv, Sreg", FarPointer::storeSegment);
    f.whole("8E /r    | MOV Sreg, r/m16", FarPointer::loadSegment);
    f.whole("C4 /r    | LES rv, m16:v | i64", FarPointer::les);
    f.whole("C5 /r    | LDS rv, m16:v | i64", FarPointer::lds);
    f.whole("0F B2 /r | LSS rv, m16:v", FarPointer::lss);
    f.whole("0F B4 /r | LFS rv, m16:v", FarPointer::lfs);
    f.whole("0F B5 /r | LGS rv, m16:v", FarPointer::lgs);
  }

  /** The selector of a far pointer at {@code at}, behind the offset. */
  static int selector(Cpu cpu, Insn insn, long at) {
    long behind = at + (insn.bits() >> 3) & insn.addressMask();
    return (int) cpu.memory.load16(insn.segment(), behind);
  }

  private static int segmentRegister(Cpu cpu, Insn insn) {
    int index = insn.reg() & 7;
    if (index > Segment.GS) {
      throw cpu.fault(Vector.UD);
    }
    return index;
  }

  public static void storeSegment(Cpu cpu, Insn insn) {
    long selector = cpu.segments.selector(segmentRegister(cpu, insn));
    if (insn.memory()) {
      cpu.memory.store(insn.segment(), insn.address(cpu), 16, selector);
    } else {
      cpu.put(insn.rm(), insn.bits(), selector);
    }
  }

  public static void loadSegment(Cpu cpu, Insn insn) {
    int index = segmentRegister(cpu, insn);
    if (index == Segment.CS) {
      throw cpu.fault(Vector.UD);
    }
    long value =
        insn.memory() ? cpu.memory.load16(insn.segment(), insn.address(cpu)) : cpu.r[insn.rm()];
    cpu.segments.load(index, value);
    if (index == Segment.SS) {
      cpu.events.movSsShadow(true);
    }
  }

  private static void load(Cpu cpu, Insn insn, int segment) {
    long at = insn.address(cpu);
    long offset = cpu.memory.load(insn.segment(), at, insn.bits());
    cpu.segments.load(segment, selector(cpu, insn, at));
    cpu.put(insn.reg(), insn.bits(), offset);
  }

  public static void les(Cpu cpu, Insn insn) {
    load(cpu, insn, Segment.ES);
  }

  public static void lds(Cpu cpu, Insn insn) {
    load(cpu, insn, Segment.DS);
  }

  public static void lss(Cpu cpu, Insn insn) {
    load(cpu, insn, Segment.SS);
  }

  public static void lfs(Cpu cpu, Insn insn) {
    load(cpu, insn, Segment.FS);
  }

  public static void lgs(Cpu cpu, Insn insn) {
    load(cpu, insn, Segment.GS);
  }
}
