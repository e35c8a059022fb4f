package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.client.Msr;
import java.util.List;

/** Model-specific registers that instructions at CPL 0 look at, and what they hold. */
final class Msrs {
  static final int EFER = 0xc000_0080;
  static final int FS_BASE = 0xc000_0100;
  static final int GS_BASE = 0xc000_0101;
  static final int KERNEL_GS_BASE = 0xc000_0102;

  /** SYSENTER_CS, ESP and EIP, STAR, LSTAR, CSTAR, FMASK, KERNEL_GS_BASE. */
  static final List<Msr> ALL =
      List.of(
          new Msr(0x174, Ring.CODE0),
          new Msr(0x175, Space.STACK + 0x8000),
          new Msr(0x176, Space.CODE + 0x8000),
          new Msr(0xc000_0081, (Ring.CODE3 | 3L) << 48 | (long) Ring.CODE0 << 32 | 0x1_8800),
          new Msr(0xc000_0082, Space.CODE + 0x9000),
          new Msr(0xc000_0083, Space.CODE + 0xa000),
          new Msr(0xc000_0084, 0x4_7700),
          new Msr(KERNEL_GS_BASE, Space.EXTRA));

  private Msrs() {}
}
