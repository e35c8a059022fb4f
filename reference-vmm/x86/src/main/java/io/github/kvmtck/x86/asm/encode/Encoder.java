package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Address;
import io.github.kvmtck.x86.asm.syntax.Argument;
import io.github.kvmtck.x86.asm.syntax.AssemblyException.Problem;
import io.github.kvmtck.x86.asm.syntax.Expression;
import io.github.kvmtck.x86.asm.syntax.Position;
import io.github.kvmtck.x86.asm.syntax.Statement.Instruction;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Immediate;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Operand.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Encodes an instruction in one shape. */
final class Encoder {
  private static final byte WAIT = (byte) 0x9b;

  private final Shape shape;
  private final Instruction instruction;
  private final int codeBits;
  private final Head head;
  private final Optional<EffectiveAddress> address;
  private final byte[] front;

  Encoder(Shape shape, Instruction instruction, int codeBits) {
    this.shape = shape;
    this.instruction = instruction;
    this.codeBits = codeBits;
    head = new Head(shape, instruction);
    address =
        shape.form().hasModrm()
            ? head.memory()
                .map(m -> EffectiveAddress.of(m.address(), shape.addressBits(), codeBits))
            : Optional.empty();
    front = front(head.bytes(address));
  }

  private byte[] front(byte[] own) {
    if (!Shorthand.waits(instruction.mnemonic().toLowerCase(Locale.ROOT))) {
      return own;
    }
    byte[] behindWait = new byte[own.length + 1];
    behindWait[0] = WAIT;
    System.arraycopy(own, 0, behindWait, 1, own.length);
    return behindWait;
  }

  /** Widths in bytes that the displacement could have, short ones first. */
  List<Integer> displacements() {
    int full = shape.addressBits() == 16 ? 2 : 4;
    return address
        .map(a -> List.of(0, 1, full).stream().filter(a::allows).toList())
        .orElse(List.of(0));
  }

  /** Length of the whole instruction. */
  int length(int displacementBytes) {
    int length = front.length + displacementBytes;
    if (shape.form().hasModrm()) {
      length += 1 + (address.filter(a -> a.sib() >= 0).isPresent() ? 1 : 0);
    }
    for (Immediate immediate : shape.form().immediates()) {
      length += immediate.length(shape.bits(), shape.addressBits());
    }
    return length;
  }

  Attempt encode(int displacementBytes, Expression.Scope scope) {
    Form form = shape.form();
    long next = scope.here() + length(displacementBytes);
    Output out = new Output(length(displacementBytes), front);
    if (form.modrm().kind() == Form.Modrm.Kind.FIXED) {
      out.put(form.modrm().value(), 1);
    } else if (form.hasModrm()) {
      int mod = address.map(a -> a.mod(displacementBytes)).orElse(3);
      int rm = address.map(EffectiveAddress::rm).orElse(head.rm());
      out.put(mod << 6 | head.reg() << 3 | rm, 1);
      address.filter(a -> a.sib() >= 0).ifPresent(a -> out.put(a.sib(), 1));
      Optional<Problem> problem = displacement(displacementBytes, next, scope, out);
      if (problem.isPresent()) {
        return new Attempt.Refused(problem.get());
      }
    }
    Optional<Problem> problem = immediates(next, scope, out);
    return problem.isPresent()
        ? new Attempt.Refused(problem.get())
        : new Attempt.Encoded(out.bytes());
  }

  private Optional<Problem> displacement(int bytes, long next, Expression.Scope scope, Output out) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Argument.Mem memory = head.memory().orElseThrow();
    Address written = memory.address();
    long value = written.displacement().value(scope);
    if (written.fromNext()) {
      value -= next;
    }
    int bits = shape.addressBits();
    boolean possible = bits == 64 ? Range.signed(value, 32) : Range.either(value, bits);
    long extended = bits == 64 ? value : Range.signExtend(value, bits);
    if (!possible) {
      return refuse(
          memory.at(),
          "the address %s does not fit in %s bits"
              .formatted(Range.shown(value), bits == 64 ? "32 sign-extended" : bits));
    }
    if (!Range.signed(extended, 8 * bytes) && !address.get().anchored()) {
      return refuse(memory.at(), "the displacement does not fit in %s bits".formatted(8 * bytes));
    }
    out.put(extended, bytes);
    return Optional.empty();
  }

  private Optional<Problem> immediates(long next, Expression.Scope scope, Output out) {
    List<Operand> operands = shape.form().operands();
    int n = -1;
    for (Immediate immediate : shape.form().immediates()) {
      do {
        n++;
      } while (!encoded(operands.get(n).kind()));
      int bytes = immediate.length(shape.bits(), shape.addressBits());
      boolean target = operands.get(n).kind() == Kind.REL;
      Optional<Problem> problem =
          switch (instruction.arguments().get(n)) {
            case Argument.Imm imm ->
                target
                    ? relative(imm, bytes, next, scope, out)
                    : immediate(imm, n, bytes, scope, out);
            case Argument.Far far -> far(far, bytes, scope, out);
            case Argument.Mem memory -> offset(memory, bytes, scope, out);
            case Argument.Reg reg -> throw new IllegalStateException(shape.form().notation());
          };
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static boolean encoded(Kind kind) {
    return switch (kind) {
      case IMM, UIMM, REL, FAR_PTR, MOFFS -> true;
      default -> false;
    };
  }

  private Optional<Problem> immediate(
      Argument.Imm imm, int n, int bytes, Expression.Scope scope, Output out) {
    long value = imm.value().value(scope);
    boolean unsigned = shape.form().operands().get(n).kind() == Kind.UIMM;
    int target = Widths.immediate(shape.form(), n, shape.bits());
    boolean fits =
        unsigned ? Range.unsigned(value, 8 * bytes) : Range.survives(value, 8 * bytes, target);
    if (!fits) {
      return refuse(imm.at(), Range.sentence(value, 8 * bytes, target, unsigned));
    }
    out.put(value, bytes);
    return Optional.empty();
  }

  private Optional<Problem> relative(
      Argument.Imm imm, int bytes, long next, Expression.Scope scope, Output out) {
    long target = imm.value().value(scope);
    long distance = target - next;
    int wrap = shape.bits() == 16 ? 16 : codeBits == 64 ? 64 : 32;
    if (!Range.unsigned(target, wrap)) {
      return refuse(
          imm.at(), "the target %s is beyond %d bits".formatted(Range.shown(target), wrap));
    }
    long wrapped = Range.signExtend(distance, wrap);
    if (!Range.signed(wrapped, 8 * bytes)) {
      return refuse(
          imm.at(),
          "the target is %d bytes away, and this %s reaches %d to %d"
              .formatted(
                  wrapped,
                  shape.form().mnemonic(),
                  -1L << 8 * bytes - 1,
                  (1L << 8 * bytes - 1) - 1));
    }
    out.put(wrapped, bytes);
    return Optional.empty();
  }

  private Optional<Problem> far(Argument.Far far, int bytes, Expression.Scope scope, Output out) {
    long offset = far.offset().value(scope);
    long selector = far.selector().value(scope);
    int offsetBits = 8 * bytes - 16;
    if (!Range.unsigned(selector, 16) || !Range.unsigned(offset, offsetBits)) {
      return refuse(
          far.at(),
          "%s:%s does not fit in a far pointer of 16:%d bits"
              .formatted(Range.shown(selector), Range.shown(offset), offsetBits));
    }
    out.put(offset, bytes - 2);
    out.put(selector, 2);
    return Optional.empty();
  }

  private Optional<Problem> offset(
      Argument.Mem memory, int bytes, Expression.Scope scope, Output out) {
    long value = memory.address().displacement().value(scope);
    if (!Range.either(value, 8 * bytes)) {
      return refuse(
          memory.at(),
          "the address %s does not fit in %d bits".formatted(Range.shown(value), 8 * bytes));
    }
    out.put(value, bytes);
    return Optional.empty();
  }

  private static Optional<Problem> refuse(Position at, String message) {
    return Optional.of(new Problem(at, message));
  }
}
