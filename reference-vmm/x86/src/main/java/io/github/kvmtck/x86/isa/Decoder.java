package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Features;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.isa.Operand.Kind;
import io.github.kvmtck.x86.isa.Operand.Size;
import org.jspecify.annotations.Nullable;

/** Decodes by the table. */
public final class Decoder {
  /** No instruction is longer. */
  public static final int MAX_LENGTH = 15;

  private static final Decoded UNDEFINED = new Decoded.Undefined();
  private static final Decoded INCOMPLETE = new Decoded.Incomplete();
  private static final Decoded TOO_LONG = new Decoded.TooLong();

  private final Forms forms;
  private final Generation generation;
  private final Features features;

  /**
   * A decoder.
   *
   * @param features the forms that need others are not there: their bytes mean what they meant
   *     before
   */
  public Decoder(Forms forms, Generation generation, Features features) {
    this.forms = forms;
    this.generation = generation;
    this.features = features;
  }

  /**
   * Decodes one instruction.
   *
   * @param code bytes
   * @param from index of the first
   * @param available how many may be looked at; more than 15 are never needed
   * @param codeBits 16, 32 or 64
   */
  public Decoded decode(byte[] code, int from, int available, int codeBits) {
    Bytes bytes = new Bytes(code, from, Math.min(available, MAX_LENGTH));
    Prefixes prefixes = new Prefixes(codeBits);
    try {
      int opcode = bytes.next();
      while (prefixes.take(opcode)) {
        opcode = bytes.next();
      }
      if (prefixes.takeVex(opcode, bytes)) {
        return prefixes.vex && prefixes.map >= 1 && prefixes.map <= 3
            ? form(bytes, prefixes, prefixes.map, bytes.next())
            : UNDEFINED;
      }
      int map = 0;
      if (opcode == 0x0f) {
        opcode = bytes.next();
        map = 1;
        if (opcode == 0x38 || opcode == 0x3a) {
          map = opcode == 0x38 ? 2 : 3;
          opcode = bytes.next();
        }
      }
      return form(bytes, prefixes, map, opcode);
    } catch (IndexOutOfBoundsException end) {
      return available >= MAX_LENGTH ? TOO_LONG : INCOMPLETE;
    }
  }

  private Decoded form(Bytes bytes, Prefixes p, int map, int opcode) {
    int mandatory = p.repeat != 0 ? p.repeat : p.operandSize ? 0x66 : 0;
    Form form = choose(bytes, p, mandatory, map, opcode);
    if (form == null && mandatory != 0 && !p.vex) {
      form = choose(bytes, p, 0, map, opcode);
      form = form != null && form.refuses(p.repeat != 0) ? null : form;
    }
    if (form == null || p.vex && !p.vexFits(form)) {
      return UNDEFINED;
    }
    Fields f = new Fields();
    f.vex = p.vexRegister();
    f.operandBits = p.operandBits(form);
    f.addressBits = p.addressBits();
    registers(bytes, p, form, opcode, f);
    immediates(bytes, form, f);
    if (p.lock && !(form.has(Attribute.LOCK) && f.rm == Insn.MEMORY)) {
      if (generation != Generation.I80286) {
        return UNDEFINED;
      }
      p.lock = false;
    }
    return f.insn(form, bytes.length(), p);
  }

  private @Nullable Form choose(Bytes bytes, Prefixes p, int mandatory, int map, int opcode) {
    for (Form form : forms.candidates(p.vex, mandatory, map, opcode)) {
      int modrm = form.hasModrm() ? bytes.peek() : 0;
      if (form.coversModrm(modrm)
          && form.features().stream().allMatch(features::has)
          && form.coversRegister(opcode, p.rexB() != 0)
          && form.covers(p.operandBits(form), p.addressBits(), p.codeBits == 64)) {
        return form;
      }
    }
    return null;
  }

  private static void registers(Bytes bytes, Prefixes p, Form form, int opcode, Fields f) {
    if (form.plusRegister()) {
      f.reg = byteRegister(opcode & 7 | p.rexB(), form, Kind.OPCODE_REG, p);
    }
    if (!form.hasModrm()) {
      return;
    }
    int modrm = bytes.next();
    f.modrm = modrm;
    f.reg = byteRegister(modrm >> 3 & 7 | p.rexR(), form, Kind.REG, p);
    f.rm = Insn.MEMORY;
    boolean fixed = form.modrm().kind() == Form.Modrm.Kind.FIXED;
    if (modrm >>> 6 == 3 || form.takesAnyMod() || fixed) {
      f.rm = byteRegister(modrm & 7 | p.rexB(), form, Kind.RM, p);
    } else {
      Addressing.decode(bytes, p, modrm, f);
    }
  }

  private static int byteRegister(int number, Form form, Kind kind, Prefixes p) {
    boolean high = number >= 4 && number < 8 && !p.rex && !p.vex;
    if (high) {
      for (Operand operand : form.operands()) {
        if (operand.kind() == kind && operand.size() == Size.B) {
          return number - 4 + Gpr.HIGH_BYTE;
        }
      }
    }
    return number;
  }

  private static void immediates(Bytes bytes, Form form, Fields f) {
    int count = 0;
    for (Immediate immediate : form.immediates()) {
      int length = immediate.length(f.operandBits, f.addressBits);
      if (immediate == Immediate.CP) {
        f.immediate = bytes.unsigned(length - 2);
        f.immediate2 = bytes.unsigned(2);
      } else if (immediate == Immediate.IA) {
        f.displacement = bytes.unsigned(length);
        f.segment = Segment.DS;
      } else {
        boolean unsigned = unsigned(form, count);
        long value = unsigned ? bytes.unsigned(length) : bytes.signed(length);
        if (count++ == 0) {
          f.immediate = value;
        } else {
          f.immediate2 = value;
        }
      }
    }
  }

  private static boolean unsigned(Form form, int which) {
    int seen = 0;
    for (Operand operand : form.operands()) {
      if (operand.kind() == Kind.UIMM || operand.kind() == Kind.IMM) {
        if (seen++ == which) {
          return operand.kind() == Kind.UIMM;
        }
      }
    }
    return false;
  }
}
