package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Vector;

/** Privilege checks of instructions (SDM vol. 3, 6.9 and vol. 1, 19.5). */
final class Privilege {
  private Privilege() {}

  /** Only at CPL 0. */
  static void zero(Cpu cpu) {
    if (cpu.segments.cpl() != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
  }

  /** Only at CPL no greater than IOPL. */
  static void io(Cpu cpu) {
    if (cpu.segments.cpl() > (cpu.flags.system() >> 12 & 3)) {
      throw cpu.fault(Vector.GP, 0);
    }
  }
}
