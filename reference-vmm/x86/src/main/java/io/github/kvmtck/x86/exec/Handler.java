package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Insn;

/**
 * Executes one decoded instruction; {@code cpu.rip} is already behind it. A class and not an
 * interface: the call is made for every instruction with hundreds of receivers, and a virtual call
 * is the cheaper one.
 */
public abstract class Handler {
  /** Any instruction, by {@link Interpreter}. */
  static final Handler GENERAL =
      new Handler() {
        @Override
        public void run(Cpu cpu, Insn insn) {
          Interpreter.run(cpu, insn);
        }
      };

  public abstract void run(Cpu cpu, Insn insn);
}
