package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Address;
import io.github.kvmtck.x86.asm.syntax.Register;

/**
 * The ModRM and SIB fields of an address (SDM vol. 2, tables 2-1 to 2-3), all but mod and
 * displacement, which depend on values.
 *
 * @param rm ModRM.rm
 * @param sib the byte, or -1
 * @param rexIndex REX.X
 * @param rexBase REX.B
 * @param anchored the displacement has full width and mod is 0: no base register
 * @param always some displacement must be there: mod 0 of this base means something else
 */
record EffectiveAddress(
    int rm, int sib, boolean rexIndex, boolean rexBase, boolean anchored, boolean always) {
  private static final int NO_INDEX = 4;
  private static final int NO_BASE = 5;
  private static final int HAS_SIB = 4;

  static EffectiveAddress of(Address address, int addressBits, int codeBits) {
    if (addressBits == 16) {
      return small(address);
    }
    if (address.pointerRelative()) {
      return new EffectiveAddress(NO_BASE, -1, false, false, true, true);
    }
    int base = address.base().map(Register::number).orElse(-1);
    int index = address.index().map(Register::number).orElse(-1);
    boolean always = base >= 0 && (base & 7) == 5;
    boolean sib = index >= 0 || base >= 0 && (base & 7) == 4 || base < 0 && codeBits == 64;
    if (!sib) {
      int rm = base < 0 ? NO_BASE : base & 7;
      return new EffectiveAddress(rm, -1, false, base >= 8, base < 0, always);
    }
    int scale = Integer.numberOfTrailingZeros(address.scale());
    int sibByte =
        scale << 6 | (index < 0 ? NO_INDEX : index & 7) << 3 | (base < 0 ? NO_BASE : base & 7);
    return new EffectiveAddress(HAS_SIB, sibByte, index >= 8, base >= 8, base < 0, always);
  }

  private static EffectiveAddress small(Address address) {
    int base = address.base().map(Register::number).orElse(-1);
    int index = address.index().map(Register::number).orElse(-1);
    if (base < 0) {
      return new EffectiveAddress(6, -1, false, false, true, true);
    }
    int rm =
        switch (base) {
          case 3 -> index < 0 ? 7 : index - 6;
          case 5 -> index < 0 ? 6 : index - 4;
          default -> base - 2;
        };
    return new EffectiveAddress(rm, -1, false, false, false, rm == 6);
  }

  /** ModRM.mod for a displacement of that many bytes. */
  int mod(int displacementBytes) {
    return anchored || displacementBytes == 0 ? 0 : displacementBytes == 1 ? 1 : 2;
  }

  /** Whether a displacement may have that many bytes: 0, 1 or the full width. */
  boolean allows(int displacementBytes) {
    return anchored ? displacementBytes > 1 : displacementBytes > 0 || !always;
  }
}
