package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.Question;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;

/**
 * Registers that userspace has set while an instruction was in the emulator (rule COMP-14). The
 * emulator then forgets which registers it has changed: what the instruction loads is lost, and
 * only RIP, and the counters of a string instruction, move on.
 */
final class EmulatorRegisters {
  private EmulatorRegisters() {}

  /** Takes back what the completed instruction has put into general registers. */
  static void keep(Cpu cpu, long[] written, Pending.Reexecute again) {
    boolean string = again.question() instanceof Question.Port port && port.string();
    for (int i = 0; i < written.length; i++) {
      boolean counter = i == Gpr.RCX || i == Gpr.RSI || i == Gpr.RDI;
      if (!string || !counter) {
        cpu.r[i] = written[i];
      }
    }
  }
}
