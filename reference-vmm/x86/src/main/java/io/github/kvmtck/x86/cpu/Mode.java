package io.github.kvmtck.x86.cpu;

/** Processor mode, derived from CR0.PE, RFLAGS.VM, EFER.LMA and CS.L (SDM vol. 3, 2.2). */
public enum Mode {
  REAL,
  VIRTUAL_8086,
  PROTECTED,
  COMPATIBILITY,
  LONG_64
}
