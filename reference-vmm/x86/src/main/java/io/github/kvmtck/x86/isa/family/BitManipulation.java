package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Arithmetic;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** BMI1, BMI2 and ADX: SDM vol. 2. */
public final class BitManipulation {
  private BitManipulation() {}

  public static void define(Forms f) {
    f.whole("VEX.0F38 F2 /r       | ANDN ry, vy, r/my | BMI1", Vex.combine(BitManipulation::andn));
    f.whole(
        "VEX.0F38 F7 /r       | BEXTR ry, r/my, vy | BMI1", Vex.combine(BitManipulation::bextr));
    f.whole("VEX.0F38 F3 /1       | BLSR vy, r/my | BMI1", Vex.write(BitManipulation::blsr));
    f.whole("VEX.0F38 F3 /2       | BLSMSK vy, r/my | BMI1", Vex.write(BitManipulation::blsmsk));
    f.whole("VEX.0F38 F3 /3       | BLSI vy, r/my | BMI1", Vex.write(BitManipulation::blsi));
    f.whole("VEX.0F38 F5 /r       | BZHI ry, r/my, vy | BMI2", Vex.combine(BitManipulation::bzhi));
    f.whole("VEX.F2.0F38 F5 /r    | PDEP ry, vy, r/my | BMI2", Vex.combine(BitManipulation::pdep));
    f.whole("VEX.F3.0F38 F5 /r    | PEXT ry, vy, r/my | BMI2", Vex.combine(BitManipulation::pext));
    f.whole("VEX.F2.0F38 F6 /r    | MULX ry, vy, r/my | BMI2", BitManipulation::mulx);
    f.whole("VEX.66.0F38 F7 /r    | SHLX ry, r/my, vy | BMI2", Vex.combine(BitManipulation::shlx));
    f.whole("VEX.F2.0F38 F7 /r    | SHRX ry, r/my, vy | BMI2", Vex.combine(BitManipulation::shrx));
    f.whole("VEX.F3.0F38 F7 /r    | SARX ry, r/my, vy | BMI2", Vex.combine(BitManipulation::sarx));
    f.whole(
        "VEX.F2.0F3A F0 /r ib | RORX ry, r/my, imm8u | BMI2", Vex.combine(BitManipulation::rorx));
    f.update("66 0F 38 F6 /r | ADCX ry, r/my | ADX", BitManipulation::adcx);
    f.update("F3 0F 38 F6 /r | ADOX ry, r/my | ADX", BitManipulation::adox);
  }

  public static long andn(Cpu cpu, long a, long b, int bits) {
    return Arithmetic.Binary.AND.apply(cpu, ~a, b, bits);
  }

  /** Bits from {@code control[7:0]} on, {@code control[15:8]} of them. */
  public static long bextr(Cpu cpu, long a, long control, int bits) {
    int start = (int) control & 0xff;
    int length = (int) control >> 8 & 0xff;
    long from = start > 63 ? 0 : a >>> start;
    long value = length > 63 ? from : from & (1L << length) - 1;
    cpu.flags.logic(value, bits);
    return value;
  }

  public static long blsr(Cpu cpu, long a, int bits) {
    return result(cpu, a & a - 1, a == 0, bits);
  }

  public static long blsmsk(Cpu cpu, long a, int bits) {
    return result(cpu, a ^ a - 1, a == 0, bits);
  }

  public static long blsi(Cpu cpu, long a, int bits) {
    return result(cpu, a & -a, a != 0, bits);
  }

  /** Clears the bits from the one that {@code b[7:0]} numbers. */
  public static long bzhi(Cpu cpu, long a, long b, int bits) {
    int from = (int) b & 0xff;
    return result(cpu, from >= bits ? a : a & (1L << from) - 1, from >= bits, bits);
  }

  private static long result(Cpu cpu, long value, boolean carry, int bits) {
    cpu.flags.result(value, bits, carry, false, false);
    return value;
  }

  public static long pdep(Cpu cpu, long a, long mask, int bits) {
    return Long.expand(a, mask);
  }

  public static long pext(Cpu cpu, long a, long mask, int bits) {
    return Long.compress(a, mask);
  }

  /** RDX times op2; op0 gets the upper half, op1 the lower one, first. */
  public static void mulx(Cpu cpu, Insn insn) {
    Vex.available(cpu);
    int bits = insn.form().operands().getFirst().bits(insn.bits());
    long a = cpu.get(Gpr.RDX, bits);
    long b = Values.read(cpu, insn, 2);
    cpu.put(insn.vex(), bits, a * b);
    cpu.put(insn.reg(), bits, bits == 64 ? Math.unsignedMultiplyHigh(a, b) : a * b >>> 32);
  }

  public static long shlx(Cpu cpu, long a, long count, int bits) {
    return a << (count & bits - 1);
  }

  public static long shrx(Cpu cpu, long a, long count, int bits) {
    return a >>> (count & bits - 1);
  }

  public static long sarx(Cpu cpu, long a, long count, int bits) {
    return a << 64 - bits >> 64 - bits >> (count & bits - 1);
  }

  public static long rorx(Cpu cpu, long a, long count, int bits) {
    int n = (int) count & bits - 1;
    return n == 0 ? a : a >>> n | a << bits - n;
  }

  /** Only CF goes in and out. */
  public static long adcx(Cpu cpu, long a, long b, int bits) {
    long sum = a + b + cpu.flags.carry();
    cpu.flags.carry(carryOut(a, b, sum, bits));
    return sum;
  }

  /** Only OF goes in and out. */
  public static long adox(Cpu cpu, long a, long b, int bits) {
    long sum = a + b + (cpu.flags.of() ? 1 : 0);
    cpu.flags.carryAndOverflow(cpu.flags.carry(), carryOut(a, b, sum, bits) ? 1 : 0);
    return sum;
  }

  private static boolean carryOut(long a, long b, long sum, int bits) {
    return ((a & b | (a | b) & ~sum) >>> bits - 1 & 1) != 0;
  }
}
