package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Mode;
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

  /** What CR4.UMIP keeps from user code (SDM vol. 3, 2.5). */
  static void userMode(Cpu cpu) {
    if ((cpu.control.cr4() & Control.CR4_UMIP) != 0 && cpu.segments.cpl() != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
  }

  /**
   * A port may be used at CPL no greater than IOPL; otherwise, and always in virtual-8086 mode, the
   * I/O permission bitmap says.
   */
  static void port(Cpu cpu, int port, int size) {
    boolean free = cpu.segments.cpl() <= (cpu.flags.system() >> 12 & 3);
    boolean asked = !free || cpu.control.mode() == Mode.VIRTUAL_8086;
    if (asked && !cpu.taskState.allows(port, size)) {
      throw cpu.fault(Vector.GP, 0);
    }
  }
}
