package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.fp.Rounding;
import io.github.kvmtck.x86.isa.Forms;

/** Loads of constants: the 64-bit significand nearest in the rounding mode (SDM vol. 1, 8.3.2). */
public final class X87Constant {
  private X87Constant() {}

  public static void define(Forms f) {
    constant(f, 0xe8, "FLD1", 0x3fff, 0x8000_0000_0000_0000L, Nearest.EXACT);
    constant(f, 0xe9, "FLDL2T", 0x4000, 0xd49a_784b_cd1b_8afeL, Nearest.BELOW);
    constant(f, 0xea, "FLDL2E", 0x3fff, 0xb8aa_3b29_5c17_f0bcL, Nearest.ABOVE);
    constant(f, 0xeb, "FLDPI", 0x4000, 0xc90f_daa2_2168_c235L, Nearest.ABOVE);
    constant(f, 0xec, "FLDLG2", 0x3ffd, 0x9a20_9a84_fbcf_f799L, Nearest.ABOVE);
    constant(f, 0xed, "FLDLN2", 0x3ffe, 0xb172_17f7_d1cf_79acL, Nearest.ABOVE);
    constant(f, 0xee, "FLDZ", 0, 0, Nearest.EXACT);
  }

  /** On which side of the constant the nearest significand lies. */
  private enum Nearest {
    BELOW,
    EXACT,
    ABOVE;

    /** What the significand changes by in a rounding mode; all constants are positive. */
    int change(Rounding rounding) {
      boolean down = rounding == Rounding.DOWN || rounding == Rounding.TO_ZERO;
      if (down) {
        return this == ABOVE ? -1 : 0;
      }
      return rounding == Rounding.UP && this == BELOW ? 1 : 0;
    }
  }

  private static void constant(
      Forms f, int modrm, String name, int exponent, long significand, Nearest nearest) {
    f.whole(
        "D9 %02X | %s | FPU".formatted(modrm, name),
        (cpu, insn) -> {
          Fpu fpu = X87.registers(cpu, insn);
          if (X87.room(fpu)) {
            fpu.push();
            fpu.put(0, exponent, significand + nearest.change(fpu.rounding()));
          }
        });
  }
}
