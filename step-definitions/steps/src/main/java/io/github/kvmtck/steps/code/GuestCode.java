package io.github.kvmtck.steps.code;

import io.github.kvmtck.x86.asm.Assembler;
import io.github.kvmtck.x86.asm.Program;
import io.github.kvmtck.x86.asm.Program.Line;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A guest program: the doc string of a scenario, assembled. */
public record GuestCode(Program program) {

  /**
   * Assembles.
   *
   * @param origin the linear address of the first byte
   * @param bits 16, 32 or 64: the mode that the processor is in
   * @throws RuntimeException with line, column and one sentence for what is no instruction: the
   *     scenario is broken
   */
  public static GuestCode assemble(String source, long origin, int bits) {
    return new GuestCode(Assembler.assemble(source, origin, bits));
  }

  /** The linear address of the first byte. */
  public long origin() {
    return program.origin();
  }

  public byte[] bytes() {
    return program.bytes();
  }

  /**
   * The one instruction that begins with these words, as in "past the REP INSB".
   *
   * @throws IllegalArgumentException where none or several do: the scenario is wrong
   */
  public Line line(String words) {
    List<Line> found = program.lines().stream().filter(line -> begins(line, words)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          (found.isEmpty() ? "No" : "More than one") + " instruction of the guest is " + words);
    }
    return found.getFirst();
  }

  /** The instruction that begins at an address, as it is written. */
  public Optional<String> instructionAt(long address) {
    return program
        .lineAt(address)
        .filter(line -> line.address() == address)
        .map(GuestCode::instruction);
  }

  private static boolean begins(Line line, String words) {
    String instruction = instruction(line).toUpperCase(Locale.ROOT);
    return instruction.equals(words) || instruction.startsWith(words + " ");
  }

  /** Without its label, one blank between words. */
  private static String instruction(Line line) {
    return line.source().replaceFirst("^\\w+:", "").replaceAll("\\s+", " ").strip();
  }
}
