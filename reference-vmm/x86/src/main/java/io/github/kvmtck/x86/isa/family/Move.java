package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Condition;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/** Moves between general registers and memory, extension, LEA, XLAT, BSWAP, SETcc, CMOVcc. */
public final class Move {
  static final Semantics.Plain MOV = (a, bits) -> a;
  private static final Semantics.Plain EXTEND8 = (a, bits) -> (byte) a;
  private static final Semantics.Plain EXTEND16 = (a, bits) -> (short) a;
  private static final Semantics.Plain EXTEND32 = (a, bits) -> (int) a;

  /** A 16-bit operand is undefined; processors give zero. */
  private static final Semantics.Plain BSWAP =
      (a, bits) -> bits == 16 ? 0 : Long.reverseBytes(a) >>> 64 - bits;

  private Move() {}

  public static void define(Forms f) {
    f.write("88 /r    | MOV r/m8, r8", MOV);
    f.write("89 /r    | MOV r/mv, rv", MOV);
    f.write("8A /r    | MOV r8, r/m8", MOV);
    f.write("8B /r    | MOV rv, r/mv", MOV);
    f.write("A0 ia    | MOV AL, moffs8", MOV);
    f.write("A1 ia    | MOV rAX, moffsv", MOV);
    f.write("A2 ia    | MOV moffs8, AL", MOV);
    f.write("A3 ia    | MOV moffsv, rAX", MOV);
    f.write("B0+r ib  | MOV r8, imm8", MOV);
    f.write("B8+r iv  | MOV rv, immv", MOV);
    f.write("C6 /0 ib | MOV r/m8, imm8", MOV);
    f.write("C7 /0 iz | MOV r/mv, immz", MOV);
    f.write("8D /r    | LEA rv, m", MOV);
    f.write("0F B6 /r | MOVZX rv, r/m8", MOV);
    f.write("0F B7 /r | MOVZX rv, r/m16", MOV);
    f.write("0F BE /r | MOVSX rv, r/m8", EXTEND8);
    f.write("0F BF /r | MOVSX rv, r/m16", EXTEND16);
    f.write("63 /r    | MOVSXD rv, r/m32 | x64", EXTEND32);
    f.whole("98       | CBW | o16", Move::widenAccumulator);
    f.whole("98       | CWDE | o32", Move::widenAccumulator);
    f.whole("98       | CDQE | o64", Move::widenAccumulator);
    f.whole("99       | CWD | o16", Move::signOfAccumulator);
    f.whole("99       | CDQ | o32", Move::signOfAccumulator);
    f.whole("99       | CQO | o64", Move::signOfAccumulator);
    f.whole("D7       | XLATB", Move::xlat);
    f.change("0F C8+r | BSWAP rv", BSWAP);
    for (Condition condition : Condition.values()) {
      f.truth("0F %02X /r | SET%s r/m8".formatted(0x90 + condition.code, condition), condition);
      f.select(
          "0F %02X /r | CMOV%s rv, r/mv | CMOV".formatted(0x40 + condition.code, condition),
          condition);
    }
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
}
