package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.FpuPointers;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/**
 * The x87 environment and the whole state in memory: seven words or doublewords by operand size,
 * with pointers as selector and offset, or linear as in real mode (SDM vol. 1, 8.1.10), and behind
 * them the registers from ST(0) on, which are no more aligned than words are.
 */
public final class X87Environment {
  private static final int FIELDS = 7;
  private static final int REGISTER = 10;
  private static final int HALF = 0xffff;

  private X87Environment() {}

  public static void define(Forms f) {
    f.whole("D9 /6 | FNSTENV m14/28byte | FPU", X87Environment::fnstenv);
    f.whole("D9 /4 | FLDENV m14/28byte | FPU", X87Environment::fldenv);
    f.whole("DD /6 | FNSAVE m94/108byte | FPU", X87Environment::fnsave);
    f.whole("DD /4 | FRSTOR m94/108byte | FPU", X87Environment::frstor);
  }

  /** Saving masks every exception. */
  public static void fnstenv(Cpu cpu, Insn insn) {
    X87.available(cpu);
    long at = insn.address(cpu);
    cpu.memory.alignment.require(insn.segment(), at, size(insn));
    cpu.memory.probe(insn.segment(), at, length(insn));
    storeFields(cpu, insn, at);
    cpu.fpu.controlWord(cpu.fpu.controlWord() | Context.ALL);
  }

  public static void fldenv(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    loadFields(cpu, insn, insn.address(cpu));
  }

  /** Saving all leaves what FNINIT does. */
  public static void fnsave(Cpu cpu, Insn insn) {
    X87.available(cpu);
    long at = insn.address(cpu);
    cpu.memory.alignment.require(insn.segment(), at, size(insn));
    cpu.memory.probe(insn.segment(), at, length(insn) + 8 * REGISTER);
    storeFields(cpu, insn, at);
    at += length(insn);
    for (int i = 0; i < 8; i++) {
      for (int shift = 0; shift < 64; shift += 16) {
        cpu.memory.store(insn.segment(), at, 16, cpu.fpu.significand(i) >>> shift);
        at += 2;
      }
      cpu.memory.store(insn.segment(), at, 16, cpu.fpu.signExponent(i));
      at += 2;
    }
    cpu.fpu.init();
  }

  public static void frstor(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    cpu.memory.alignment.require(insn.segment(), insn.address(cpu), size(insn));
    long at = insn.address(cpu) + length(insn);
    long[] significands = new long[8];
    int[] signExponents = new int[8];
    for (int i = 0; i < 8; i++) {
      for (int shift = 0; shift < 64; shift += 16) {
        significands[i] |= cpu.memory.load16(insn.segment(), at) << shift;
        at += 2;
      }
      signExponents[i] = (int) cpu.memory.load16(insn.segment(), at);
      at += 2;
    }
    loadFields(cpu, insn, insn.address(cpu));
    int used = cpu.fpu.abridgedTagWord();
    for (int i = 0; i < 8; i++) {
      cpu.fpu.put(i, signExponents[i], significands[i]);
    }
    cpu.fpu.abridgedTagWord(used);
  }

  private static boolean wide(Insn insn) {
    return insn.bits() != 16;
  }

  private static int size(Insn insn) {
    return wide(insn) ? 4 : 2;
  }

  private static int length(Insn insn) {
    return FIELDS * size(insn);
  }

  /** Real-address and virtual-8086 mode have linear pointers. */
  private static boolean linear(Cpu cpu) {
    return cpu.control.mode() == Mode.REAL || cpu.control.mode() == Mode.VIRTUAL_8086;
  }

  private static void storeFields(Cpu cpu, Insn insn, long at) {
    boolean wide = wide(insn);
    Fpu fpu = cpu.fpu;
    FpuPointers p = fpu.pointers;
    // Of a doubleword that only half is used of, the other half is ones.
    long ones = (long) HALF << 16;
    long[] fields = new long[FIELDS];
    fields[0] = fpu.controlWord() | ones;
    fields[1] = fpu.statusWord() | ones;
    fields[2] = fpu.tagWord() | ones;
    if (linear(cpu)) {
      long instruction = (long) p.codeSelector() * 16 + p.instruction();
      long data = (long) p.dataSelector() * 16 + p.data();
      long mask = wide ? HALF : 15;
      fields[3] = instruction & HALF | ones;
      fields[4] = (instruction >>> 16 & mask) << 12 | p.opcode();
      fields[5] = data & HALF | ones;
      fields[6] = (data >>> 16 & mask) << 12;
    } else {
      fields[3] = p.instruction();
      fields[4] = p.codeSelector() | (long) p.opcode() << 16;
      fields[5] = p.data();
      fields[6] = p.dataSelector() | ones;
    }
    long next = at;
    for (long field : fields) {
      cpu.memory.store(insn.segment(), next, 8 * size(insn), field);
      next += size(insn);
    }
  }

  private static void loadFields(Cpu cpu, Insn insn, long at) {
    boolean wide = wide(insn);
    long[] fields = new long[FIELDS];
    long next = at;
    for (int i = 0; i < FIELDS; i++) {
      fields[i] = cpu.memory.load(insn.segment(), next, 8 * size(insn));
      next += size(insn);
    }
    Fpu fpu = cpu.fpu;
    FpuPointers p = fpu.pointers;
    fpu.controlWord((int) fields[0]);
    fpu.statusWord((int) fields[1]);
    fpu.tagWord((int) fields[2]);
    if (linear(cpu)) {
      p.instruction(0, fields[3] & HALF | (fields[4] >>> 12 & HALF) << 16);
      p.opcode((int) fields[4]);
      p.data(0, fields[5] & HALF | (fields[6] >>> 12 & HALF) << 16);
    } else {
      p.instruction((int) fields[4], fields[3]);
      p.opcode(wide ? (int) (fields[4] >>> 16) : 0);
      p.data((int) fields[6], fields[5]);
    }
  }
}
