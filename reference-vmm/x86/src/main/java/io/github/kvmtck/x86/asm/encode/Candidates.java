package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.AssemblyException;
import io.github.kvmtck.x86.asm.syntax.Expression;
import io.github.kvmtck.x86.asm.syntax.Prefix;
import io.github.kvmtck.x86.asm.syntax.Statement.Instruction;
import io.github.kvmtck.x86.isa.Form;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The encodings that an instruction could have; which of them fit depends on where labels are. */
public final class Candidates {
  private final List<Candidate> byLength;

  private record Candidate(Encoder encoder, int displacement, int length) {}

  private Candidates(List<Candidate> byLength) {
    this.byLength = byLength;
  }

  /** Finds them; an instruction that no form takes is an {@link AssemblyException}. */
  public static Candidates of(Mnemonics mnemonics, Instruction written, int codeBits) {
    List<Form> forms = mnemonics.forms(written.mnemonic());
    Refusal refusal = new Refusal(written, codeBits);
    if (forms.isEmpty()) {
      throw refusal.unknown(mnemonics);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Instruction instruction : Spelling.of(written)) {
      List<Shape> shapes = Choice.shapes(forms, instruction, codeBits);
      refusal.checkSize(shapes, instruction);
      refusal.withPrefixes(shapes, instruction).stream()
          .flatMap(shape -> candidates(shape, instruction, codeBits))
          .forEach(candidates::add);
    }
    if (candidates.isEmpty()) {
      throw takenWithoutSizes(forms, written, codeBits) ? refusal.size() : refusal.noForm(forms);
    }
    // Stable: of equal length, the first in table order.
    candidates.sort(Comparator.comparingInt(Candidate::length));
    return new Candidates(candidates);
  }

  private static boolean takenWithoutSizes(List<Form> forms, Instruction written, int codeBits) {
    Instruction plain = Spelling.withoutSizes(written);
    return !plain.equals(written) && !Choice.shapes(forms, plain, codeBits).isEmpty();
  }

  private static Stream<Candidate> candidates(Shape shape, Instruction instruction, int codeBits) {
    Encoder encoder = new Encoder(shape, instruction, codeBits);
    return encoder.displacements().stream().map(d -> new Candidate(encoder, d, encoder.length(d)));
  }

  /**
   * The shortest encoding that fits.
   *
   * @param minimum length in bytes below which none is considered: what grew once does not shrink,
   *     so that layout comes to an end
   */
  public Attempt shortest(int minimum, Expression.Scope scope) {
    for (Candidate candidate : byLength) {
      if (candidate.length() >= minimum
          && attempt(candidate, scope) instanceof Attempt.Encoded encoded) {
        return encoded;
      }
    }
    return attempt(byLength.getLast(), scope);
  }

  private static Attempt attempt(Candidate candidate, Expression.Scope scope) {
    return candidate.encoder().encode(candidate.displacement(), scope);
  }

  /** Length of the longest encoding. */
  public int longest() {
    return byLength.getLast().length();
  }

  /** The bytes of prefixes that stand alone. */
  public static byte[] alone(List<Prefix> prefixes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    prefixes.forEach(prefix -> out.write(prefix.code()));
    return out.toByteArray();
  }
}
