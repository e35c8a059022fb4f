package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** Moves between general registers and memory, extension, LEA, XLAT, BSWAP, SETcc, CMOVcc. */
public final class Move {
  private Move() {}

  public static void define(Forms f) {
    f.write("88 /r    | MOV r/m8, r8", Move::mov);
    f.write("89 /r    | MOV r/mv, rv", Move::mov);
    f.write("8A /r    | MOV r8, r/m8", Move::mov);
    f.write("8B /r    | MOV rv, r/mv", Move::mov);
    f.write("A0 ia    | MOV AL, moffs8", Move::mov);
    f.write("A1 ia    | MOV rAX, moffsv", Move::mov);
    f.write("A2 ia    | MOV moffs8, AL", Move::mov);
    f.write("A3 ia    | MOV moffsv, rAX", Move::mov);
    f.write("B0+r ib  | MOV r8, imm8", Move::mov);
    f.write("B8+r iv  | MOV rv, immv", Move::mov);
    f.write("C6 /0 ib | MOV r/m8, imm8", Move::mov);
    f.write("C7 /0 iz | MOV r/mv, immz", Move::mov);
    f.write("8D /r    | LEA rv, m", Move::mov);
    f.write("0F B6 /r | MOVZX rv, r/m8", Move::mov);
    f.write("0F B7 /r | MOVZX rv, r/m16", Move::mov);
    f.write("0F BE /r | MOVSX rv, r/m8", Move::extend8);
    f.write("0F BF /r | MOVSX rv, r/m16", Move::extend16);
    f.write("63 /r    | MOVSXD rv, r/m32 | x64", Move::extend32);
    f.whole("98       | CBW | o16", Move::widenAccumulator);
    f.whole("98       | CWDE | o32", Move::widenAccumulator);
    f.whole("98       | CDQE | o64", Move::widenAccumulator);
    f.whole("99       | CWD | o16", Move::signOfAccumulator);
    f.whole("99       | CDQ | o32", Move::signOfAccumulator);
    f.whole("99       | CQO | o64", Move::signOfAccumulator);
    f.whole("D7       | XLATB", Move::xlat);
    f.change("0F C8+r | BSWAP rv", Move::bswap);
    for (int i = 0; i < 16; i++) {
      String cc = Conditions.NAMES.get(i);
      f.set("0F %02X /r | SET%s r/m8".formatted(0x90 + i, cc), Move::setcc);
      f.whole("0F %02X /r | CMOV%s rv, r/mv".formatted(0x40 + i, cc), Move::cmov);
    }
  }

  public static long mov(Cpu cpu, long a, int bits) {
    return a;
  }

  public static long extend8(Cpu cpu, long a, int bits) {
    return (byte) a;
  }

  public static long extend16(Cpu cpu, long a, int bits) {
    return (short) a;
  }

  public static long extend32(Cpu cpu, long a, int bits) {
    return (int) a;
  }

  public static void widenAccumulator(Cpu cpu, Insn insn) {
    int half = 64 - insn.bits() / 2;
    cpu.put(Gpr.RAX, insn.bits(), cpu.r[Gpr.RAX] << half >> half);
  }

  public static void signOfAccumulator(Cpu cpu, Insn insn) {
    cpu.put(Gpr.RDX, insn.bits(), cpu.r[Gpr.RAX] << 64 - insn.bits() >> 63);
  }

  public static void xlat(Cpu cpu, Insn insn) {
    long address = cpu.r[Gpr.RBX] + (cpu.r[Gpr.RAX] & 0xff) & insn.addressMask();
    cpu.put8(Gpr.RAX, cpu.memory.load8(insn.segment(), address));
  }

  /** A 16-bit operand is undefined; processors give zero. */
  public static long bswap(Cpu cpu, long a, int bits) {
    return bits == 16 ? 0 : Long.reverseBytes(a) >>> 64 - bits;
  }

  public static long setcc(Cpu cpu, Insn insn) {
    return cpu.flags.test(insn.form().opcode() & 15) ? 1 : 0;
  }

  /** The source is read, and may fault, whatever the condition; 32 bits clear the upper half. */
  public static void cmov(Cpu cpu, Insn insn) {
    long value = Values.read(cpu, insn, 1);
    boolean holds = cpu.flags.test(insn.form().opcode() & 15);
    cpu.put(insn.reg(), insn.bits(), holds ? value : cpu.r[insn.reg()]);
  }
}
