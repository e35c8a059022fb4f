package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.isa.Values;

/** Bit tests and scans. */
public final class BitString {
  private BitString() {}

  public static void define(Forms f) {
    f.whole("0F A3 /r    | BT r/mv, rv", BitString::bt);
    f.whole("0F AB /r    | BTS r/mv, rv | lock", BitString::bts);
    f.whole("0F B3 /r    | BTR r/mv, rv | lock", BitString::btr);
    f.whole("0F BB /r    | BTC r/mv, rv | lock", BitString::btc);
    f.compare("0F BA /4 ib | BT r/mv, imm8u", BitString::test);
    f.update("0F BA /5 ib | BTS r/mv, imm8u | lock", BitString::set);
    f.update("0F BA /6 ib | BTR r/mv, imm8u | lock", BitString::reset);
    f.update("0F BA /7 ib | BTC r/mv, imm8u | lock", BitString::complement);
    f.whole("0F BC /r    | BSF rv, r/mv", BitString::bsf);
    f.whole("0F BD /r    | BSR rv, r/mv", BitString::bsr);
  }

  public static long test(Cpu cpu, long a, long b, int bits) {
    cpu.flags.carry((a >>> (b & bits - 1) & 1) != 0);
    return a;
  }

  public static long set(Cpu cpu, long a, long b, int bits) {
    return test(cpu, a, b, bits) | 1L << (b & bits - 1);
  }

  public static long reset(Cpu cpu, long a, long b, int bits) {
    return test(cpu, a, b, bits) & ~(1L << (b & bits - 1));
  }

  public static long complement(Cpu cpu, long a, long b, int bits) {
    return test(cpu, a, b, bits) ^ 1L << (b & bits - 1);
  }

  public static void bt(Cpu cpu, Insn insn) {
    long bit = cpu.get(insn.reg(), insn.bits());
    long value =
        insn.memory()
            ? cpu.memory.load(insn.segment(), address(cpu, insn, bit), insn.bits())
            : cpu.get(insn.rm(), insn.bits());
    test(cpu, value, bit, insn.bits());
  }

  public static void bts(Cpu cpu, Insn insn) {
    change(cpu, insn, BitString::set);
  }

  public static void btr(Cpu cpu, Insn insn) {
    change(cpu, insn, BitString::reset);
  }

  public static void btc(Cpu cpu, Insn insn) {
    change(cpu, insn, BitString::complement);
  }

  private static void change(Cpu cpu, Insn insn, Semantics.Two f) {
    int bits = insn.bits();
    long bit = cpu.get(insn.reg(), bits);
    if (!insn.memory()) {
      Values.write(cpu, insn, 0, f.apply(cpu, cpu.get(insn.rm(), bits), bit, bits));
      return;
    }
    long at = address(cpu, insn, bit);
    boolean done;
    do {
      long old = Locked.load(cpu, insn, at, bits);
      long value = f.apply(cpu, old, bit, bits);
      done = Locked.store(cpu, insn, at, bits, old, value);
    } while (!done);
  }

  /** In memory the bit offset is signed and reaches beyond the operand (SDM vol. 2, BT). */
  private static long address(Cpu cpu, Insn insn, long bit) {
    int bits = insn.bits();
    long signed = bit << 64 - bits >> 64 - bits;
    long operands = Math.floorDiv(signed, bits);
    return insn.address(cpu) + operands * (bits / 8) & insn.addressMask();
  }

  public static void bsf(Cpu cpu, Insn insn) {
    long source = Values.read(cpu, insn, 1);
    scan(cpu, insn, source, Long.numberOfTrailingZeros(source));
  }

  public static void bsr(Cpu cpu, Insn insn) {
    long source = Values.read(cpu, insn, 1);
    scan(cpu, insn, source, 63 - Long.numberOfLeadingZeros(source));
  }

  /** Of zero: ZF is set and all of the destination stays (APM vol. 3; undefined in the SDM). */
  private static void scan(Cpu cpu, Insn insn, long source, long found) {
    cpu.flags.zero(source == 0);
    if (source != 0) {
      cpu.put(insn.reg(), insn.bits(), found);
    }
  }
}
