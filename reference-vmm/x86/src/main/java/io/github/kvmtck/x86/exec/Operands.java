package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Insn;

/**
 * Operand access of fixed kind and width: what generated handlers are strung together from. Names
 * are {@code kind + width}, arguments {@code (Cpu, Insn)} or, for memory, also the address; a value
 * for a register comes first, for it lies on the stack already.
 */
final class Operands {
  private Operands() {}

  static long reg8(Cpu cpu, Insn insn) {
    return cpu.get8(insn.reg());
  }

  static long reg16(Cpu cpu, Insn insn) {
    return cpu.r[insn.reg()] & 0xffff;
  }

  static long reg32(Cpu cpu, Insn insn) {
    return cpu.r[insn.reg()] & 0xffffffffL;
  }

  static long reg64(Cpu cpu, Insn insn) {
    return cpu.r[insn.reg()];
  }

  static long rm8(Cpu cpu, Insn insn) {
    return cpu.get8(insn.rm());
  }

  static long rm16(Cpu cpu, Insn insn) {
    return cpu.r[insn.rm()] & 0xffff;
  }

  static long rm32(Cpu cpu, Insn insn) {
    return cpu.r[insn.rm()] & 0xffffffffL;
  }

  static long rm64(Cpu cpu, Insn insn) {
    return cpu.r[insn.rm()];
  }

  static long acc8(Cpu cpu, Insn insn) {
    return cpu.r[0] & 0xff;
  }

  static long acc16(Cpu cpu, Insn insn) {
    return cpu.r[0] & 0xffff;
  }

  static long acc32(Cpu cpu, Insn insn) {
    return cpu.r[0] & 0xffffffffL;
  }

  static long acc64(Cpu cpu, Insn insn) {
    return cpu.r[0];
  }

  static long cl(Cpu cpu, Insn insn) {
    return cpu.r[1] & 0xff;
  }

  static long one(Cpu cpu, Insn insn) {
    return 1;
  }

  static long immediate(Cpu cpu, Insn insn) {
    return insn.immediate();
  }

  static void putReg8(long value, Cpu cpu, Insn insn) {
    cpu.put8(insn.reg(), value);
  }

  static void putReg16(long value, Cpu cpu, Insn insn) {
    cpu.put16(insn.reg(), value);
  }

  static void putReg32(long value, Cpu cpu, Insn insn) {
    cpu.r[insn.reg()] = value & 0xffffffffL;
  }

  static void putReg64(long value, Cpu cpu, Insn insn) {
    cpu.r[insn.reg()] = value;
  }

  static void putRm8(long value, Cpu cpu, Insn insn) {
    cpu.put8(insn.rm(), value);
  }

  static void putRm16(long value, Cpu cpu, Insn insn) {
    cpu.put16(insn.rm(), value);
  }

  static void putRm32(long value, Cpu cpu, Insn insn) {
    cpu.r[insn.rm()] = value & 0xffffffffL;
  }

  static void putRm64(long value, Cpu cpu, Insn insn) {
    cpu.r[insn.rm()] = value;
  }

  static void putAcc8(long value, Cpu cpu, Insn insn) {
    cpu.put8(0, value);
  }

  static void putAcc16(long value, Cpu cpu, Insn insn) {
    cpu.put16(0, value);
  }

  static void putAcc32(long value, Cpu cpu, Insn insn) {
    cpu.r[0] = value & 0xffffffffL;
  }

  static void putAcc64(long value, Cpu cpu, Insn insn) {
    cpu.r[0] = value;
  }

  static long load8(Cpu cpu, Insn insn, long at) {
    return cpu.memory.load8(insn.segment(), at);
  }

  static long load16(Cpu cpu, Insn insn, long at) {
    return cpu.memory.load16(insn.segment(), at);
  }

  static long load32(Cpu cpu, Insn insn, long at) {
    return cpu.memory.load32(insn.segment(), at);
  }

  static long load64(Cpu cpu, Insn insn, long at) {
    return cpu.memory.load64(insn.segment(), at);
  }

  static long change8(Cpu cpu, Insn insn, long at) {
    return cpu.memory.loadToStore(insn.segment(), at, 8);
  }

  static long change16(Cpu cpu, Insn insn, long at) {
    return cpu.memory.loadToStore(insn.segment(), at, 16);
  }

  static long change32(Cpu cpu, Insn insn, long at) {
    return cpu.memory.loadToStore(insn.segment(), at, 32);
  }

  static long change64(Cpu cpu, Insn insn, long at) {
    return cpu.memory.loadToStore(insn.segment(), at, 64);
  }

  static void store8(Cpu cpu, Insn insn, long at, long value) {
    cpu.memory.store(insn.segment(), at, 8, value);
  }

  static void store16(Cpu cpu, Insn insn, long at, long value) {
    cpu.memory.store(insn.segment(), at, 16, value);
  }

  static void store32(Cpu cpu, Insn insn, long at, long value) {
    cpu.memory.store(insn.segment(), at, 32, value);
  }

  static void store64(Cpu cpu, Insn insn, long at, long value) {
    cpu.memory.store(insn.segment(), at, 64, value);
  }
}
