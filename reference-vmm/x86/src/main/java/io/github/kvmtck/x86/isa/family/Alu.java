package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Semantics;

/** Addition, subtraction, comparison, logic: SDM vol. 2. */
public final class Alu {
  private Alu() {}

  public static void define(Forms f) {
    eight(f, 0, "ADD", Alu::add);
    eight(f, 1, "OR", Alu::or);
    eight(f, 2, "ADC", Alu::adc);
    eight(f, 3, "SBB", Alu::sbb);
    eight(f, 4, "AND", Alu::and);
    eight(f, 5, "SUB", Alu::sub);
    eight(f, 6, "XOR", Alu::xor);
    compare(f);
    f.compare("84 /r    | TEST r/m8, r8", Alu::and);
    f.compare("85 /r    | TEST r/mv, rv", Alu::and);
    f.compare("A8 ib    | TEST AL, imm8", Alu::and);
    f.compare("A9 iz    | TEST rAX, immz", Alu::and);
    f.compare("F6 /0 ib | TEST r/m8, imm8", Alu::and);
    f.compare("F7 /0 iz | TEST r/mv, immz", Alu::and);
    f.compare("F6 /1 ib | TEST r/m8, imm8 | alias", Alu::and);
    f.compare("F7 /1 iz | TEST r/mv, immz | alias", Alu::and);
    f.change("40+r     | INC rv | i64", Alu::inc);
    f.change("48+r     | DEC rv | i64", Alu::dec);
    f.change("FE /0    | INC r/m8 | lock", Alu::inc);
    f.change("FF /0    | INC r/mv | lock", Alu::inc);
    f.change("FE /1    | DEC r/m8 | lock", Alu::dec);
    f.change("FF /1    | DEC r/mv | lock", Alu::dec);
    f.change("F6 /2    | NOT r/m8 | lock", Alu::not);
    f.change("F7 /2    | NOT r/mv | lock", Alu::not);
    f.change("F6 /3    | NEG r/m8 | lock", Alu::neg);
    f.change("F7 /3    | NEG r/mv | lock", Alu::neg);
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
    f.compare("38 /r    | CMP r/m8, r8", Alu::sub);
    f.compare("39 /r    | CMP r/mv, rv", Alu::sub);
    f.compare("3A /r    | CMP r8, r/m8", Alu::sub);
    f.compare("3B /r    | CMP rv, r/mv", Alu::sub);
    f.compare("83 /7 ib | CMP r/mv, imm8", Alu::sub);
    f.compare("3C ib    | CMP AL, imm8", Alu::sub);
    f.compare("3D iz    | CMP rAX, immz", Alu::sub);
    f.compare("80 /7 ib | CMP r/m8, imm8", Alu::sub);
    f.compare("81 /7 iz | CMP r/mv, immz", Alu::sub);
    f.compare("82 /7 ib | CMP r/m8, imm8 | i64 alias", Alu::sub);
  }

  public static long add(Cpu cpu, long a, long b, int bits) {
    long sum = a + b;
    cpu.flags.arithmetic(sum, a & b | (a | b) & ~sum, bits);
    return sum;
  }

  public static long adc(Cpu cpu, long a, long b, int bits) {
    long sum = a + b + cpu.flags.carry();
    cpu.flags.arithmetic(sum, a & b | (a | b) & ~sum, bits);
    return sum;
  }

  public static long sub(Cpu cpu, long a, long b, int bits) {
    long difference = a - b;
    cpu.flags.arithmetic(difference, ~a & b | (~a | b) & difference, bits);
    return difference;
  }

  public static long sbb(Cpu cpu, long a, long b, int bits) {
    long difference = a - b - cpu.flags.carry();
    cpu.flags.arithmetic(difference, ~a & b | (~a | b) & difference, bits);
    return difference;
  }

  public static long and(Cpu cpu, long a, long b, int bits) {
    long value = a & b;
    cpu.flags.logic(value, bits);
    return value;
  }

  public static long or(Cpu cpu, long a, long b, int bits) {
    long value = a | b;
    cpu.flags.logic(value, bits);
    return value;
  }

  public static long xor(Cpu cpu, long a, long b, int bits) {
    long value = a ^ b;
    cpu.flags.logic(value, bits);
    return value;
  }

  public static long inc(Cpu cpu, long a, int bits) {
    long sum = a + 1;
    cpu.flags.arithmeticButCarry(sum, a & ~sum, bits);
    return sum;
  }

  public static long dec(Cpu cpu, long a, int bits) {
    long difference = a - 1;
    cpu.flags.arithmeticButCarry(difference, ~a & difference, bits);
    return difference;
  }

  public static long not(Cpu cpu, long a, int bits) {
    return ~a;
  }

  public static long neg(Cpu cpu, long a, int bits) {
    return sub(cpu, 0, a, bits);
  }
}
