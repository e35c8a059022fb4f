package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Decoded;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Immediate;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random bytes that encode one form. */
public final class Encoding {
  private static final int TRIES = 200;

  private static final int[] OVERRIDES = {0x26, 0x36, 0x3e};

  private final RandomGenerator random;
  private final int codeBits;
  private final byte[] bytes = new byte[32];
  private int at;
  private int displacementAt;
  private int displacementLength;
  private int immediateAt;
  private int opcodeAt;

  /**
   * An encoder.
   *
   * @param codeBits 16, 32 or 64
   */
  public Encoding(RandomGenerator random, int codeBits) {
    this.random = random;
    this.codeBits = codeBits;
  }

  /**
   * Encodes a form with random operands.
   *
   * @return what the decoder makes of it; null where chance did not find an encoding
   */
  public @Nullable Insn encode(Form form) {
    for (int i = 0; i < TRIES; i++) {
      draw(form);
      Decoded decoded = Isa.decoder().decode(bytes, 0, at, codeBits);
      if (decoded instanceof Insn insn && insn.form().equals(form) && insn.length() == at) {
        return insn;
      }
    }
    return null;
  }

  /** The bytes drawn last. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes, at);
  }

  /** Replaces the displacement, and decodes again. */
  public Insn displacement(long value) {
    return patch(displacementAt, displacementLength, value);
  }

  /** Replaces the first immediate, whose length is {@code length}. */
  public Insn immediate(int length, long value) {
    return patch(immediateAt, length, value);
  }

  private Insn patch(int where, int length, long value) {
    for (int i = 0; i < length; i++) {
      bytes[where + i] = (byte) (value >>> 8 * i);
    }
    return (Insn) Isa.decoder().decode(bytes, 0, at, codeBits);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void add(int value) {
    bytes[at++] = (byte) value;
  }

  private void draw(Form form) {
    at = 0;
    displacementLength = 0;
    boolean jump = form.semantics().endsBlock();
    if (form.prefix() != 0x66 && !form.vex() && !jump && chance(25)) {
      add(0x66);
    }
    if (chance(codeBits == 64 ? 4 : 15)) {
      add(0x67);
    }
    if (codeBits != 64 && chance(8)) {
      add(OVERRIDES[random.nextInt(OVERRIDES.length)]);
    }
    if (form.has(Attribute.LOCK) && chance(15)) {
      add(0xf0);
    }
    // Before what does not repeat they say nothing, or another form. Zen takes them for the flag
    // that LOOPE and LOOPNE look at, which no manual says.
    boolean repeats = form.has(Attribute.REP) || form.has(Attribute.REPCC);
    if (!form.vex() && !form.mnemonic().startsWith("LOOP") && chance(repeats ? 50 : 2)) {
      add(random.nextBoolean() ? 0xf2 : 0xf3);
    }
    if (form.vex()) {
      vex(form);
    } else {
      legacy(form);
    }
    add(form.plusRegister() ? form.opcode() + random.nextInt(8) : form.opcode());
    if (form.hasModrm()) {
      modrm(form);
    }
    immediateAt = at;
    for (Immediate immediate : form.immediates()) {
      // The size depends on prefixes in ways that the decoder knows: it tells when it was wrong.
      immediate(immediate, form);
    }
  }

  private void legacy(Form form) {
    if (form.prefix() != 0) {
      add(form.prefix());
    }
    if (codeBits == 64 && chance(65)) {
      add(0x40 | random.nextInt(16));
    }
    opcodeAt = at;
    if (form.map() > 0) {
      add(0x0f);
    }
    if (form.map() > 1) {
      add(form.map() == 2 ? 0x38 : 0x3a);
    }
  }

  /** The three-byte prefix, with any registers. */
  private void vex(Form form) {
    int prefix = form.prefix() == 0 ? 0 : form.prefix() == 0x66 ? 1 : form.prefix() == 0xf3 ? 2 : 3;
    opcodeAt = at;
    add(0xc4);
    add((codeBits == 64 ? random.nextInt(8) : 7) << 5 | form.map());
    add(random.nextInt(32) << 3 | prefix);
  }

  private void modrm(Form form) {
    int value =
        switch (form.modrm().kind()) {
          case FIXED -> form.modrm().value();
          case DIGIT -> random.nextInt(256) & ~0x38 | form.modrm().value() << 3;
          default -> random.nextInt(256);
        };
    add(value);
    boolean register =
        value >>> 6 == 3
            || form.operands().stream()
                .anyMatch(o -> o.kind() == Operand.Kind.CREG || o.kind() == Operand.Kind.DREG);
    if (register || form.modrm().kind() == Form.Modrm.Kind.FIXED) {
      return;
    }
    if (addressBits() == 16) {
      displacement16(value);
      return;
    }
    boolean wide = value >>> 6 == 2 || value >>> 6 == 0 && (value & 7) == 5;
    if ((value & 7) == 4) {
      int sib = random.nextInt(256);
      add(sib);
      wide |= value >>> 6 == 0 && (sib & 7) == 5;
    }
    displacement(wide ? 4 : value >>> 6 == 1 ? 1 : 0);
  }

  private void displacement16(int modrm) {
    boolean wide = modrm >>> 6 == 2 || modrm >>> 6 == 0 && (modrm & 7) == 6;
    displacement(wide ? 2 : modrm >>> 6 == 1 ? 1 : 0);
  }

  private void displacement(int length) {
    displacementAt = at;
    displacementLength = length;
    for (int i = 0; i < length; i++) {
      add(random.nextInt());
    }
  }

  private boolean has(int prefix) {
    for (int i = 0; i < opcodeAt; i++) {
      if ((bytes[i] & 0xff) == prefix) {
        return true;
      }
    }
    return false;
  }

  private int addressBits() {
    return switch (codeBits) {
      case 64 -> has(0x67) ? 32 : 64;
      case 32 -> has(0x67) ? 16 : 32;
      default -> has(0x67) ? 32 : 16;
    };
  }

  private void immediate(Immediate immediate, Form form) {
    int bits = form.operandBits(codeBits, has(0x66), wide());
    int address = addressBits();
    if (immediate == Immediate.IA) {
      displacementAt = at;
      displacementLength = address / 8;
    }
    int length = immediate.length(bits, address);
    long value = Edges.next(random, length * 8);
    for (int i = 0; i < length; i++) {
      add((int) (value >>> 8 * i));
    }
  }

  /** Whether a REX.W stands before the opcode. */
  private boolean wide() {
    if (codeBits != 64) {
      return false;
    }
    int i = 0;
    while (i < at && isPrefix(bytes[i] & 0xff)) {
      i++;
    }
    return (bytes[i] & 0xf8) == 0x48;
  }

  private static boolean isPrefix(int value) {
    return value == 0x66 || value == 0x67 || value == 0xf0 || value == 0xf2 || value == 0xf3;
  }
}
