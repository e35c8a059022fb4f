package io.github.kvmtck.x86.asm;

import io.github.kvmtck.x86.asm.encode.Mnemonics;
import io.github.kvmtck.x86.asm.encode.Range;
import io.github.kvmtck.x86.asm.encode.Widths;
import io.github.kvmtck.x86.asm.syntax.Register;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Immediate;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Operand.Kind;
import io.github.kvmtck.x86.isa.Operand.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Source lines for a form: every size that it has in a mode, with operands of every kind; the same
 * lines every time.
 */
final class Samples {
  private static final int PER_SIZE = 6;
  private static final Set<String> HIDING =
      Set.of(
          "PUSH", "POP", "ENTER", "LEAVE", "RET", "RETF", "CALL", "JMP", "SGDT", "SIDT", "LGDT",
          "LIDT");

  private final Form form;
  private final int codeBits;
  private final Random random;
  private int bits;
  private int addressBits;
  private String operandWord = "";

  private Samples(Form form, int codeBits) {
    this.form = form;
    this.codeBits = codeBits;
    random = new Random(form.notation().hashCode() * 31L + codeBits);
  }

  static Set<String> of(Form form, int codeBits) {
    return form.has(Attribute.ALIAS) ? Set.of() : new Samples(form, codeBits).lines();
  }

  private Set<String> lines() {
    Set<String> lines = new TreeSet<>();
    for (boolean wide : codeBits == 64 ? new boolean[] {false, true} : new boolean[] {false}) {
      for (boolean prefix : new boolean[] {false, true}) {
        bits = form.operandBits(codeBits, prefix, wide);
        operandWord =
            bits < 64 && bits != form.operandBits(codeBits, false, false) && hidesOperandSize()
                ? codeBits == 16 ? "data32 " : "data16 "
                : "";
        for (int size : codeBits == 64 ? new int[] {64, 32} : new int[] {16, 32}) {
          addressBits = size;
          if (form.covers(bits, addressBits, codeBits == 64)) {
            for (int i = 0; i < PER_SIZE; i++) {
              lines.add(line());
            }
          }
        }
      }
    }
    return lines;
  }

  private String line() {
    List<String> operands = new ArrayList<>();
    boolean memory = false;
    for (int i = 0; i < form.operands().size(); i++) {
      Operand operand = form.operands().get(i);
      boolean inMemory =
          switch (operand.kind()) {
            case MEM, MOFFS -> true;
            case RM, XMM_RM, MM_RM -> random.nextBoolean();
            default -> false;
          };
      memory |= inMemory;
      operands.add(inMemory ? memory(operand) : operand(i));
    }
    String prefix = memory ? lock() : form.operands().isEmpty() ? repeat() + segment() : "";
    boolean absolute = operands.stream().anyMatch(o -> o.contains("[0x"));
    if (addressBits != codeBits
        && (absolute || implicitMemory() || form.mnemonic().startsWith("LOOP"))) {
      prefix += "addr" + addressBits + " ";
    }
    prefix += operandWord;
    String name = new Mnemonics(List.of(form)).written(form, codeBits);
    return (prefix + name + " " + String.join(", ", operands)).strip();
  }

  private String lock() {
    return form.has(Attribute.LOCK) && random.nextInt(3) == 0 ? "lock " : "";
  }

  private String segment() {
    return implicitMemory() && random.nextInt(3) == 0
        ? pick(codeBits == 64 ? List.of("fs ", "gs ") : List.of("es ", "cs ", "fs "))
        : "";
  }

  private boolean implicitMemory() {
    return form.has(Attribute.REP) || form.has(Attribute.REPCC) || form.mnemonic().equals("XLATB");
  }

  /** Instructions whose operand size shows in no operand; jumps by one byte are never resized. */
  private boolean hidesOperandSize() {
    boolean shown =
        form.operands().stream()
            .anyMatch(o ->
                o.size() == Size.V && o.kind() != Kind.IMM
                    || o.size() == Size.FAR && o.kind() == Kind.MEM);
    return !shown && HIDING.contains(form.mnemonic()) && !form.immediates().contains(Immediate.CB);
  }

  private String repeat() {
    if (form.has(Attribute.REP)) {
      return pick(List.of("", "rep "));
    }
    return form.has(Attribute.REPCC) ? pick(List.of("", "repz ", "repnz ")) : "";
  }

  private String operand(int n) {
    Operand operand = form.operands().get(n);
    int width = operand.bits(bits);
    return switch (operand.kind()) {
      case REG, RM, RM_REG, OPCODE_REG, VEX_REG -> general(width);
      case FIXED_REG -> Register.general(operand.fixed(), width).name();
      case SREG -> pick(List.of("es", "ss", "ds", "fs", "gs"));
      case FIXED_SREG -> Register.segment(operand.fixed()).name();
      case CREG -> pick(List.of("cr0", "cr2", "cr3", "cr4"));
      case DREG -> pick(List.of("dr0", "dr3", "dr6", "dr7"));
      case XMM, XMM_RM, XMM_REG -> "xmm" + random.nextInt(codeBits == 64 ? 16 : 8);
      case FIXED_XMM -> "xmm" + operand.fixed();
      case MM, MM_RM, MM_REG -> "mm" + random.nextInt(8);
      case ST0 -> "st";
      case ST -> Register.stack(random.nextInt(8)).name();
      case ONE -> "1";
      case IMM -> immediate(n);
      case UIMM -> "0x%x".formatted(random.nextInt(1 << width));
      case REL ->
          "$%+d"
              .formatted(
                  form.immediates().contains(Immediate.CB)
                      ? random.nextInt(-60, 60)
                      : random.nextInt(300, 30_000) * (random.nextBoolean() ? 1 : -1));
      case FAR_PTR -> "0x%x:0x%x".formatted(random.nextInt(0x10000), random.nextInt(0x10000));
      case MEM, MOFFS -> throw new IllegalStateException(form.notation());
    };
  }

  private String general(int width) {
    int count = codeBits == 64 ? 16 : width == 8 ? 4 : 8;
    boolean high = width == 8 && codeBits != 64 && random.nextInt(3) == 0;
    int number = high ? Gpr.HIGH_BYTE + random.nextInt(4) : random.nextInt(count);
    return Register.general(number, width).name();
  }

  /** Encoded width and target width decide together what is possible. */
  private String immediate(int n) {
    int target = Widths.immediate(form, n, bits);
    int encoded = 8 * form.immediates().getFirst().length(bits, addressBits);
    while (true) {
      long value = random.nextLong() >> random.nextInt(64);
      if (Range.either(value, target) && Range.survives(value, encoded, target)) {
        return value < 0 ? "-0x%x".formatted(-value) : "0x%x".formatted(value);
      }
    }
  }

  private String memory(Operand operand) {
    String size =
        switch (operand.size() == Size.NONE ? 0 : Widths.memory(operand, bits)) {
          case 0 -> "";
          case 8 -> "byte ptr ";
          case 16 -> "word ptr ";
          case 32 -> "dword ptr ";
          case 48 -> "fword ptr ";
          case 64 -> "qword ptr ";
          case 80 -> "tbyte ptr ";
          default -> "xmmword ptr ";
        };
    String segment =
        random.nextInt(4) > 0
            ? ""
            : pick(codeBits == 64 ? List.of("fs:", "gs:") : List.of("es:", "cs:", "fs:"));
    return size + segment + "[" + (operand.kind() == Kind.MOFFS ? absolute() : address()) + "]";
  }

  private String absolute() {
    return "0x%x".formatted(random.nextInt(0x7fff));
  }

  private String address() {
    return switch (random.nextInt(6)) {
      case 0 -> absolute();
      case 1 -> base();
      case 2 -> base() + "%+d".formatted(random.nextInt(-128, 128));
      case 3 -> base() + "%+d".formatted(random.nextInt(-30_000, 30_000));
      case 4 -> indexed();
      default -> indexed() + "%+d".formatted(random.nextInt(-300, 300));
    };
  }

  private String base() {
    return addressBits == 16 ? pick(List.of("bx", "bp", "si", "di")) : wideRegister(16);
  }

  private String indexed() {
    if (addressBits == 16) {
      return pick(List.of("bx", "bp")) + "+" + pick(List.of("si", "di"));
    }
    String index = wideRegister(Gpr.RSP) + "*" + (1 << random.nextInt(4));
    return random.nextInt(4) == 0 ? index : wideRegister(16) + "+" + index;
  }

  private String wideRegister(int not) {
    int number = random.nextInt(codeBits == 64 ? 16 : 8);
    return Register.general(number == not ? 0 : number, addressBits).name();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
