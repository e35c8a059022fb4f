package io.github.kvmtck.x86.asm;

import io.github.kvmtck.x86.asm.encode.Mnemonics;
import io.github.kvmtck.x86.asm.syntax.AssemblyException;
import io.github.kvmtck.x86.asm.syntax.AssemblyException.Problem;
import io.github.kvmtck.x86.asm.syntax.Statement;
import io.github.kvmtck.x86.asm.syntax.StatementParser;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles Intel syntax: what NASM and GNU as have in common, and of the rest what does not
 * contradict. A bare label is its address, as in NASM; memory always has brackets or a segment.
 *
 * <pre>
 *   label:  mov ax, [bx+si+4]       ; comment
 *           rep insb                # comment
 *           lock inc word ptr [es:di]
 *           jmp 0x10:start
 *           db 1, 'text', 0
 * </pre>
 *
 * Directives: {@code db dw dd dq org align times}; {@code $} is the statement's address, {@code $$}
 * the program's. Of all encodings that fit the shortest is taken, then the first in table order.
 */
public final class Assembler {
  /** What can be written, and how the printer writes it. */
  static final Mnemonics MNEMONICS = new Mnemonics(Isa.all());

  private Assembler() {}

  /**
   * Assembles a program.
   *
   * @param origin address of the first byte
   * @param bits default operand and address size of the code: 16, 32 or 64
   * @throws AssemblyException with everything that is wrong in the source
   */
  public static Program assemble(String source, long origin, int bits) {
    if (bits != 16 && bits != 32 && bits != 64) {
      throw new IllegalArgumentException(bits + "-bit code: 16, 32 or 64 is possible");
    }
    List<Problem> problems = new ArrayList<>();
    List<Statement> statements = new ArrayList<>();
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      try {
        statements.add(StatementParser.parse(lines.get(i), i + 1));
      } catch (AssemblyException wrong) {
        problems.addAll(wrong.problems());
      }
    }
    return new Layout(statements, MNEMONICS, origin, bits, problems).program();
  }
}
