package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Arithmetic;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Semantics;

/** Addition, subtraction, comparison, logic: SDM vol. 2. */
public final class Alu {
  private static final Semantics.Plain NOT = (a, bits) -> ~a;

  private Alu() {}

  public static void define(Forms f) {
    eight(f, 0, "ADD", Arithmetic.Binary.ADD);
    eight(f, 1, "OR", Arithmetic.Binary.OR);
    eight(f, 2, "ADC", Alu::adc);
    eight(f, 3, "SBB", Alu::sbb);
    eight(f, 4, "AND", Arithmetic.Binary.AND);
    eight(f, 5, "SUB", Arithmetic.Binary.SUB);
    eight(f, 6, "XOR", Arithmetic.Binary.XOR);
    compare(f);
    f.compare("84 /r    | TEST r/m8, r8", Arithmetic.Binary.AND);
    f.compare("85 /r    | TEST r/mv, rv", Arithmetic.Binary.AND);
    f.compare("A8 ib    | TEST AL, imm8", Arithmetic.Binary.AND);
    f.compare("A9 iz    | TEST rAX, immz", Arithmetic.Binary.AND);
    f.compare("F6 /0 ib | TEST r/m8, imm8", Arithmetic.Binary.AND);
    f.compare("F7 /0 iz | TEST r/mv, immz", Arithmetic.Binary.AND);
    f.compare("F6 /1 ib | TEST r/m8, imm8 | alias", Arithmetic.Binary.AND);
    f.compare("F7 /1 iz | TEST r/mv, immz | alias", Arithmetic.Binary.AND);
    f.change("40+r     | INC rv | i64", Arithmetic.Unary.INC);
    f.change("48+r     | DEC rv | i64", Arithmetic.Unary.DEC);
    f.change("FE /0    | INC r/m8 | lock", Arithmetic.Unary.INC);
    f.change("FF /0    | INC r/mv | lock", Arithmetic.Unary.INC);
    f.change("FE /1    | DEC r/m8 | lock", Arithmetic.Unary.DEC);
    f.change("FF /1    | DEC r/mv | lock", Arithmetic.Unary.DEC);
    f.change("F6 /2    | NOT r/m8 | lock", NOT);
    f.change("F7 /2    | NOT r/mv | lock", NOT);
    f.change("F6 /3    | NEG r/m8 | lock", Arithmetic.Unary.NEG);
    f.change("F7 /3    | NEG r/mv | lock", Arithmetic.Unary.NEG);
  }

  private static void eight(Forms f, int n, String name, Semantics.Two s) {
    int first = n * 8;
    f.update("%02X /r | %s r/m8, r8 | lock".formatted(first, name), s);
    f.update("%02X /r | %s r/mv, rv | lock".formatted(first + 1, name), s);
    f.update("%02X /r | %s r8, r/m8".formatted(first + 2, name), s);
    f.update("%02X /r | %s rv, r/mv".formatted(first + 3, name), s);
    f.update("83 /%d ib | %s r/mv, imm8 | lock".formatted(n, name), s);
    f.update("%02X ib | %s AL, imm8".formatted(first + 4, name), s);
    f.update("%02X iz | %s rAX, immz".formatted(first + 5, name), s);
    f.update("80 /%d ib | %s r/m8, imm8 | lock".formatted(n, name), s);
    f.update("81 /%d iz | %s r/mv, immz | lock".formatted(n, name), s);
    f.update("82 /%d ib | %s r/m8, imm8 | lock i64 alias".formatted(n, name), s);
  }

  private static void compare(Forms f) {
    f.compare("38 /r    | CMP r/m8, r8", Arithmetic.Binary.SUB);
    f.compare("39 /r    | CMP r/mv, rv", Arithmetic.Binary.SUB);
    f.compare("3A /r    | CMP r8, r/m8", Arithmetic.Binary.SUB);
    f.compare("3B /r    | CMP rv, r/mv", Arithmetic.Binary.SUB);
    f.compare("83 /7 ib | CMP r/mv, imm8", Arithmetic.Binary.SUB);
    f.compare("3C ib    | CMP AL, imm8", Arithmetic.Binary.SUB);
    f.compare("3D iz    | CMP rAX, immz", Arithmetic.Binary.SUB);
    f.compare("80 /7 ib | CMP r/m8, imm8", Arithmetic.Binary.SUB);
    f.compare("81 /7 iz | CMP r/mv, immz", Arithmetic.Binary.SUB);
    f.compare("82 /7 ib | CMP r/m8, imm8 | i64 alias", Arithmetic.Binary.SUB);
  }

  public static long adc(Cpu cpu, long a, long b, int bits) {
    long sum = a + b + cpu.flags.carry();
    cpu.flags.arithmetic(sum, a & b | (a | b) & ~sum, bits);
    return sum;
  }

  public static long sbb(Cpu cpu, long a, long b, int bits) {
    long difference = a - b - cpu.flags.carry();
    cpu.flags.arithmetic(difference, ~a & b | (~a | b) & difference, bits);
    return difference;
  }
}
