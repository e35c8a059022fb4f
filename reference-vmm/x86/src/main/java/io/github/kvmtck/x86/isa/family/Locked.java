package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Insn;

/** The two halves of a read-modify-write instruction that computes its own address. */
final class Locked {
  private Locked() {}

  /** Reads what {@link #store} will write. */
  static long load(Cpu cpu, Insn insn, long at, int bits) {
    return insn.lock()
        ? cpu.memory.locked.load(insn.segment(), at, bits)
        : cpu.memory.loadToStore(insn.segment(), at, bits);
  }

  /** Stores; false if the instruction is locked and memory has changed since it was read. */
  static boolean store(Cpu cpu, Insn insn, long at, int bits, long old, long value) {
    if (insn.lock()) {
      return cpu.memory.locked.exchange(insn.segment(), at, bits, old, value);
    }
    cpu.memory.store(insn.segment(), at, bits, value);
    return true;
  }
}
