package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Insn;

/** The writing half of a read-modify-write instruction that computes its own address. */
final class Locked {
  private Locked() {}

  /** Stores; false if the instruction is locked and memory has changed since it was read. */
  static boolean store(Cpu cpu, Insn insn, long at, int bits, long old, long value) {
    if (insn.lock()) {
      return cpu.memory.exchange(insn.segment(), at, bits, old, value);
    }
    cpu.memory.store(insn.segment(), at, bits, value);
    return true;
  }
}
