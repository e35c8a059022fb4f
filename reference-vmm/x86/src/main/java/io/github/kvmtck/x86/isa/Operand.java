package io.github.kvmtck.x86.isa;

/**
 * One operand of a form, as the manuals write it.
 *
 * @param text as written in the table
 * @param fixed register number of {@code FIXED_REG} and {@code FIXED_SREG}
 */
public record Operand(String text, Kind kind, Size size, int fixed) {

  /** Where the operand is encoded and what it is. */
  public enum Kind {
    /** General register in ModRM.reg. */
    REG,
    /** General register or memory in ModRM.rm. */
    RM,
    /** Memory only in ModRM.rm; with {@link Size#NONE} the instruction uses the address itself. */
    MEM,
    /** General register only in ModRM.rm. */
    RM_REG,
    /** General register in the low three opcode bits. */
    OPCODE_REG,
    /** One particular general register. */
    FIXED_REG,
    /** Segment register in ModRM.reg. */
    SREG,
    /** One particular segment register. */
    FIXED_SREG,
    /** Control register in ModRM.reg. */
    CREG,
    /** Debug register in ModRM.reg. */
    DREG,
    /** Immediate, sign-extended to the operand size. */
    IMM,
    /** Immediate, zero-extended. */
    UIMM,
    /** The constant 1, not encoded. */
    ONE,
    /** Branch target relative to the next instruction. */
    REL,
    /** Far pointer in the instruction. */
    FAR_PTR,
    /** Memory at an address in the instruction, without ModRM. */
    MOFFS,
    /** XMM register in ModRM.reg. */
    XMM,
    /** XMM register or memory in ModRM.rm. */
    XMM_RM,
    /** XMM register only in ModRM.rm. */
    XMM_REG,
    /** One particular XMM register, not encoded. */
    FIXED_XMM,
    /** MMX register in ModRM.reg. */
    MM,
    /** MMX register or memory in ModRM.rm. */
    MM_RM,
    /** MMX register only in ModRM.rm. */
    MM_REG,
    /** The top of the x87 stack, not encoded. */
    ST0,
    /** Register of the x87 stack in ModRM.rm. */
    ST,
    /** General register in VEX.vvvv. */
    VEX_REG;

    /** Whether the operand stands in the ModRM byte. */
    public boolean inModrm() {
      return switch (this) {
        case REG, RM, MEM, RM_REG, SREG, CREG, DREG, XMM, XMM_RM, XMM_REG, MM, MM_RM, MM_REG, ST ->
            true;
        default -> false;
      };
    }

    /** Whether the operand may be memory. */
    public boolean memory() {
      return this == RM || this == MEM || this == MOFFS || this == XMM_RM || this == MM_RM;
    }
  }

  /** Operand widths; letters are those of SDM vol. 2, appendix A.2.2. */
  public enum Size {
    B,
    W,
    D,
    Q,
    /** 80 bits. */
    T,
    /** 128 bits. */
    X,
    /** The operand size: 16, 32 or 64. */
    V,
    /** 16, or 32 for an operand size of 32 or 64. */
    Z,
    /** 32, or 64 with REX.W. */
    Y,
    /** Far pointer in memory: offset of operand size, then selector. */
    FAR,
    /** No width of its own. */
    NONE;

    /** Width in bits under an effective operand size of 16, 32 or 64. */
    public int bits(int operandSize) {
      return switch (this) {
        case B -> 8;
        case W -> 16;
        case D -> 32;
        case Q -> 64;
        case T -> 80;
        case X -> 128;
        case V, FAR, NONE -> operandSize;
        case Z -> Math.min(operandSize, 32);
        case Y -> Math.max(operandSize, 32);
      };
    }
  }

  /** Width in bits under an effective operand size of 16, 32 or 64. */
  public int bits(int operandSize) {
    return size.bits(operandSize);
  }
}
