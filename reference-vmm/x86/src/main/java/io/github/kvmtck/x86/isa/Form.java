package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Feature;
import java.util.List;
import java.util.Set;

/**
 * One encoding of one instruction: everything that decoder, assembler, printer and execution need.
 *
 * @param notation the line as the table has it
 * @param vex behind a VEX prefix, which carries prefix and map
 * @param prefix mandatory prefix 0x66, 0xF2 or 0xF3, or 0
 * @param map 0 one-byte, 1 behind 0F, 2 behind 0F 38, 3 behind 0F 3A
 * @param opcode first opcode byte behind the escapes
 * @param plusRegister the low three opcode bits are a register
 * @param modrm what the ModRM byte must be
 * @param immediates in the order they are encoded
 * @param features what CPUID must report, empty where every processor has the form
 */
public record Form(
    String notation,
    boolean vex,
    int prefix,
    int map,
    int opcode,
    boolean plusRegister,
    Modrm modrm,
    List<Immediate> immediates,
    String mnemonic,
    List<Operand> operands,
    Set<Attribute> attributes,
    Set<Feature> features,
    Semantics semantics) {

  /**
   * The ModRM byte of a form.
   *
   * @param kind how it is used
   * @param value the digit of {@code DIGIT}, the whole byte of {@code FIXED}, otherwise 0
   */
  public record Modrm(Kind kind, int value) {
    /** No ModRM; /r; /digit; a constant third opcode byte. */
    public enum Kind {
      NONE,
      REGISTER,
      DIGIT,
      FIXED
    }

    public static final Modrm NONE = new Modrm(Kind.NONE, 0);
  }

  public boolean has(Attribute attribute) {
    return attributes.contains(attribute);
  }

  public boolean hasModrm() {
    return modrm.kind() != Modrm.Kind.NONE;
  }

  /** Whether this form covers a ModRM byte. */
  boolean coversModrm(int byteValue) {
    return switch (modrm.kind()) {
      case NONE -> true;
      case FIXED -> modrm.value() == byteValue;
      case DIGIT -> (byteValue >> 3 & 7) == modrm.value() && coversMod(byteValue);
      case REGISTER -> coversMod(byteValue);
    };
  }

  private boolean coversMod(int byteValue) {
    boolean register = byteValue >>> 6 == 3;
    for (Operand operand : operands) {
      switch (operand.kind()) {
        case MEM -> {
          return !register;
        }
        // MOV to and from control and debug registers ignores the mod bits: SDM vol. 2, MOV.
        case RM_REG, XMM_REG, MM_REG, ST -> {
          return register || takesAnyMod();
        }
        default -> {}
      }
    }
    return true;
  }

  /** Whether the mod bits are ignored and rm is a register whatever they are. */
  boolean takesAnyMod() {
    return operands.stream()
        .anyMatch(o -> o.kind() == Operand.Kind.CREG || o.kind() == Operand.Kind.DREG);
  }

  /**
   * Effective operand size: 16, 32, 64, or 8 where the form says so.
   *
   * @param codeBits 16, 32 or 64
   * @param prefix whether a 66 stands before it
   * @param wide REX.W
   */
  public int operandBits(int codeBits, boolean prefix, boolean wide) {
    if (has(Attribute.S8)) {
      return 8;
    }
    boolean other = prefix && this.prefix != 0x66;
    if (codeBits != 64) {
      return codeBits == 16 == other ? 32 : 16;
    }
    if (wide || has(Attribute.F64)) {
      return 64;
    }
    return other ? 16 : has(Attribute.D64) ? 64 : 32;
  }

  /** Whether this form exists under an operand size, address size and mode. */
  public boolean covers(int operandBits, int addressBits, boolean mode64) {
    return among(operandBits, Attribute.O16, Attribute.O32, Attribute.O64)
        && among(addressBits, Attribute.A16, Attribute.A32, Attribute.A64)
        && !has(mode64 ? Attribute.I64 : Attribute.X64);
  }

  /** Whether a prefix 66, F2 or F3 that is not part of the form makes it undefined. */
  boolean refuses(boolean repeat) {
    return has(Attribute.NP) || repeat && has(Attribute.NFX);
  }

  /** Whether this form covers an opcode byte with or without REX.B. */
  boolean coversRegister(int opcodeByte, boolean rexB) {
    return !(has(Attribute.NOB) && rexB)
        && !(has(Attribute.NONZERO) && (opcodeByte & 7) == 0 && !rexB);
  }

  private boolean among(int bits, Attribute a16, Attribute a32, Attribute a64) {
    boolean none = !has(a16) && !has(a32) && !has(a64);
    return none || has(bits == 16 ? a16 : bits == 32 ? a32 : a64);
  }
}
