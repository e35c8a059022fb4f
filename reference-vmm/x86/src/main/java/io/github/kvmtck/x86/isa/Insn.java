package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;

/**
 * A decoded instruction. It knows nothing of where it stands, so equal bytes in equal modes give
 * equal instructions.
 *
 * @param length in bytes
 * @param bits effective operand size: 16, 32, 64, or 8 where the form says so
 * @param addressMask wraps an effective address to the address size
 * @param segment of the memory operand, override applied
 * @param reg ModRM.reg or opcode register; byte registers numbered as {@link Gpr#HIGH_BYTE} says
 * @param rm register in ModRM.rm numbered likewise, or {@link #MEMORY}
 * @param modrm the whole byte, 0 where there is none
 * @param vex register in VEX.vvvv
 * @param base base register, {@link Gpr#ZERO} or {@link Gpr#RIP}
 * @param index index register or {@link Gpr#ZERO}
 * @param scale shift of the index
 * @param displacement sign-extended, or the offset of a moffs
 * @param immediate first immediate, sign-extended unless the operand says otherwise; branch
 *     distance; offset of a far pointer
 * @param immediate2 second immediate, or selector of a far pointer
 * @param repeat 0, 0xF2 or 0xF3 where it is not a mandatory prefix
 * @param override segment override, or -1
 */
public record Insn(
    Form form,
    int length,
    int bits,
    long addressMask,
    int segment,
    int reg,
    int rm,
    int modrm,
    int vex,
    int base,
    int index,
    int scale,
    long displacement,
    long immediate,
    long immediate2,
    int repeat,
    boolean lock,
    int override)
    implements Decoded {

  /** {@link #rm}: the operand is memory. */
  public static final int MEMORY = -1;

  /** Effective address of the memory operand. */
  public long address(Cpu cpu) {
    long from = base == Gpr.RIP ? cpu.rip : cpu.r[base];
    return from + (cpu.r[index] << scale) + displacement & addressMask;
  }

  /** 16, 32 or 64. */
  public int addressBits() {
    return addressMask == 0xffff ? 16 : addressMask == -1L ? 64 : 32;
  }

  public boolean memory() {
    return rm == MEMORY;
  }
}
