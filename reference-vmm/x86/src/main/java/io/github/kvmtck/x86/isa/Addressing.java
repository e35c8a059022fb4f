package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;

/** Memory operands of ModRM and SIB (SDM vol. 2, tables 2-1 to 2-3). */
final class Addressing {
  private static final int[] BASE16 = {
    Gpr.RBX, Gpr.RBX, Gpr.RBP, Gpr.RBP, Gpr.RSI, Gpr.RDI, Gpr.RBP, Gpr.RBX
  };
  private static final int[] INDEX16 = {
    Gpr.RSI, Gpr.RDI, Gpr.RSI, Gpr.RDI, Gpr.ZERO, Gpr.ZERO, Gpr.ZERO, Gpr.ZERO
  };

  private Addressing() {}

  static void decode(Bytes bytes, Prefixes p, int modrm, Fields f) {
    int mod = modrm >>> 6;
    int rm = modrm & 7;
    if (f.addressBits == 16) {
      decode16(bytes, mod, rm, f);
    } else {
      decode32(bytes, p, mod, rm, f);
    }
    boolean stack = f.base == Gpr.RBP || f.base == Gpr.RSP;
    f.segment = stack ? Segment.SS : Segment.DS;
  }

  private static void decode16(Bytes bytes, int mod, int rm, Fields f) {
    if (mod == 0 && rm == 6) {
      f.displacement = bytes.unsigned(2);
      return;
    }
    f.base = BASE16[rm];
    f.index = INDEX16[rm];
    f.displacement = mod == 0 ? 0 : bytes.signed(mod);
  }

  private static void decode32(Bytes bytes, Prefixes p, int mod, int rm, Fields f) {
    boolean absolute = mod == 0 && rm == 5;
    if (rm == 4) {
      int sib = bytes.next();
      int index = sib >> 3 & 7 | p.rexX();
      f.index = index == 4 ? Gpr.ZERO : index;
      f.scale = index == 4 ? 0 : sib >>> 6;
      f.base = sib & 7 | p.rexB();
      if (mod == 0 && (sib & 7) == 5) {
        f.base = Gpr.ZERO;
        f.displacement = bytes.signed(4);
        return;
      }
    } else if (absolute) {
      f.base = p.codeBits == 64 ? Gpr.RIP : Gpr.ZERO;
    } else {
      f.base = rm | p.rexB();
    }
    if (absolute || mod == 2) {
      f.displacement = bytes.signed(4);
    } else if (mod == 1) {
      f.displacement = bytes.signed(1);
    }
  }
}
