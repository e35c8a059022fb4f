package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Insn;

/** Executes one decoded instruction; {@code cpu.rip} is already behind it. */
@FunctionalInterface
public interface Handler {
  void run(Cpu cpu, Insn insn);
}
