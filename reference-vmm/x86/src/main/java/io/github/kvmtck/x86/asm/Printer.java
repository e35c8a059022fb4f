package io.github.kvmtck.x86.asm;

import io.github.kvmtck.x86.asm.encode.Mnemonics;
import io.github.kvmtck.x86.asm.encode.Widths;
import io.github.kvmtck.x86.asm.syntax.Register;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Operand.Kind;
import io.github.kvmtck.x86.isa.Operand.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Decoded instructions as Intel text in the manner of objdump, that {@link Assembler} reads back.
 * Where objdump writes implicit operands, as in {@code movs byte ptr es:[di],…}, the manuals' short
 * name stands.
 */
public final class Printer {
  private static final Mnemonics MNEMONICS = Assembler.MNEMONICS;

  private final Insn insn;
  private final long address;
  private final int codeBits;

  private Printer(Insn insn, long address, int codeBits) {
    this.insn = insn;
    this.address = address;
    this.codeBits = codeBits;
  }

  /**
   * Prints an instruction.
   *
   * @param address of its first byte: targets are shown absolute
   * @param codeBits 16, 32 or 64
   */
  public static String print(Insn insn, long address, int codeBits) {
    return new Printer(insn, address, codeBits).text();
  }

  private String text() {
    Form form = insn.form();
    List<String> words = new ArrayList<>();
    MemoryText memory = new MemoryText(insn);
    boolean addressed = inMemory();
    if (insn.override() >= 0 && !addressed) {
      words.add(Register.segment(insn.override()).name());
    }
    if (!(addressed && memory.showsSize()) && hides(Attribute.A16, Attribute.A32, Attribute.A64)) {
      addSize(words, "addr", insn.addressBits(), codeBits);
    }
    if (!showsOperandSize()) {
      addSize(words, "data", insn.bits(), form.operandBits(codeBits, false, false));
    }
    if (insn.repeat() != 0) {
      boolean plain = form.has(Attribute.REP) && insn.repeat() == 0xf3;
      words.add(plain ? "rep" : insn.repeat() == 0xf3 ? "repz" : "repnz");
    }
    if (insn.lock()) {
      words.add("lock");
    }
    words.add(MNEMONICS.written(form, codeBits));
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < form.operands().size(); i++) {
      operands.add(operand(i, memory));
    }
    String all = String.join(" ", words);
    return operands.isEmpty() ? all : all + " " + String.join(", ", operands);
  }

  private static void addSize(List<String> words, String kind, int bits, int usual) {
    if (bits != usual && bits < 64) {
      words.add(kind + bits);
    }
  }

  private boolean hides(Attribute... sizes) {
    return List.of(sizes).stream().noneMatch(insn.form()::has);
  }

  private boolean inMemory() {
    return insn.form().operands().stream().anyMatch(this::inMemory);
  }

  private boolean inMemory(Operand operand) {
    return operand.kind().memory() && insn.memory();
  }

  /** Whether name or operands tell the operand size. */
  private boolean showsOperandSize() {
    return !hides(Attribute.O16, Attribute.O32, Attribute.O64, Attribute.S8)
        || insn.form().operands().stream().anyMatch(this::showsOperandSize);
  }

  private boolean showsOperandSize(Operand operand) {
    return switch (operand.kind()) {
      case IMM, UIMM, REL, FAR_PTR -> false;
      default ->
          switch (operand.size()) {
            case V, Z, FAR -> true;
            // 32 is shown for an operand size of 16 too.
            case Y -> insn.bits() != 16;
            default -> false;
          };
    };
  }

  private String operand(int n, MemoryText memory) {
    Operand operand = insn.form().operands().get(n);
    int bits = operand.bits(insn.bits());
    if (inMemory(operand)) {
      return memory(operand, memory);
    }
    return switch (operand.kind()) {
      case REG, OPCODE_REG -> Register.general(insn.reg(), bits).name();
      case RM, RM_REG -> Register.general(insn.rm(), bits).name();
      case FIXED_REG -> Register.general(operand.fixed(), bits).name();
      case SREG -> segment(insn.reg() & 7);
      case FIXED_SREG -> segment(operand.fixed());
      case CREG -> "cr" + insn.reg();
      case DREG -> "dr" + insn.reg();
      case XMM -> "xmm" + insn.reg();
      case XMM_RM, XMM_REG -> "xmm" + insn.rm();
      case FIXED_XMM -> "xmm" + operand.fixed();
      case MM -> "mm" + (insn.reg() & 7);
      case MM_RM, MM_REG -> "mm" + (insn.rm() & 7);
      case ST0 -> "st";
      case ST -> Register.stack(insn.rm() & 7).name();
      case VEX_REG -> Register.general(insn.vex(), bits).name();
      case ONE -> "1";
      case IMM, UIMM -> hex(immediate(n), Widths.immediate(insn.form(), n, insn.bits()));
      case REL -> hex(address + insn.length() + insn.immediate(), insn.bits());
      case FAR_PTR -> hex(insn.immediate2(), 16) + ":" + hex(insn.immediate(), 64);
      case MEM, MOFFS -> throw new IllegalStateException(insn.form().notation());
    };
  }

  private static String segment(int number) {
    return number < 6 ? Register.segment(number).name() : "sreg" + number;
  }

  private long immediate(int n) {
    boolean second =
        insn.form().operands().subList(0, n).stream()
            .anyMatch(o -> o.kind() == Kind.IMM || o.kind() == Kind.UIMM);
    return second ? insn.immediate2() : insn.immediate();
  }

  private String memory(Operand operand, MemoryText memory) {
    // A moffs stands beside the accumulator, which tells the size.
    if (operand.size() == Size.NONE || operand.kind() == Kind.MOFFS) {
      return memory.text();
    }
    int width = Widths.memory(operand, insn.bits());
    boolean far = operand.size() == Size.FAR;
    String distance = ambiguous(width, far) ? far ? "far " : "near " : "";
    return distance + sizeName(width) + " ptr " + memory.text();
  }

  /** A near and a far target of one width: what the mode would take is not what this is. */
  private boolean ambiguous(int width, boolean far) {
    return insn.form().operands().size() == 1
        && insn.bits() != insn.form().operandBits(codeBits, false, false)
        && MNEMONICS.forms(insn.form().mnemonic()).stream()
            .filter(f -> f.operands().size() == 1 && f.operands().getFirst().kind().memory())
            .filter(f -> (f.operands().getFirst().size() == Size.FAR) != far)
            .anyMatch(f ->
                Widths.memory(f.operands().getFirst(), f.operandBits(codeBits, false, false))
                    == width);
  }

  private static String sizeName(int bits) {
    return switch (bits) {
      case 8 -> "byte";
      case 16 -> "word";
      case 32 -> "dword";
      case 48 -> "fword";
      case 64 -> "qword";
      case 80 -> "tbyte";
      default -> "xmmword";
    };
  }

  private static String hex(long value, int bits) {
    return "0x%x".formatted(bits == 64 ? value : value & (1L << bits) - 1);
  }
}
