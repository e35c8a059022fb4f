package io.github.kvmtck.x86.asm;

import io.github.kvmtck.x86.asm.encode.Candidates;
import io.github.kvmtck.x86.asm.encode.Mnemonics;
import io.github.kvmtck.x86.asm.syntax.AssemblyException;
import io.github.kvmtck.x86.asm.syntax.AssemblyException.Problem;
import io.github.kvmtck.x86.asm.syntax.Statement;
import io.github.kvmtck.x86.asm.syntax.Statement.Label;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every statement its address. Passes begin with the shortest encodings; an instruction whose
 * operand does not fit grows and never shrinks again, until a pass moves nothing.
 */
final class Layout {
  /** Enough for every chain of jumps; what moves longer depends on itself. */
  private static final int PASSES = 1000;

  private final List<Statement> statements;
  private final long origin;
  private final int bits;
  private final List<Problem> problems;
  private final Map<Statement.Instruction, Candidates> candidates = new HashMap<>();
  private final Set<String> declared = new HashSet<>();

  Layout(
      List<Statement> statements,
      Mnemonics mnemonics,
      long origin,
      int bits,
      List<Problem> problems) {
    this.statements = statements;
    this.origin = origin;
    this.bits = bits;
    this.problems = problems;
    for (Statement statement : statements) {
      statement.labels().forEach(this::declare);
      prepare(statement.body(), mnemonics);
    }
  }

  private void declare(Label label) {
    if (!declared.add(label.name())) {
      problems.add(
          new Problem(label.at(), "the label \"%s\" is there twice".formatted(label.name())));
    }
  }

  private void prepare(Statement.Body body, Mnemonics mnemonics) {
    switch (body) {
      case Statement.Times times -> prepare(times.body(), mnemonics);
      case Statement.Instruction i when !i.mnemonic().isEmpty() -> {
        try {
          candidates.put(i, Candidates.of(mnemonics, i, bits));
        } catch (AssemblyException wrong) {
          problems.addAll(wrong.problems());
        }
      }
      default -> {}
    }
  }

  Program program() {
    Map<Statement.Instruction, Integer> lengths = new HashMap<>();
    Map<String, Long> labels = Map.of();
    for (int i = 0; i < PASSES; i++) {
      Pass pass = new Pass(candidates, lengths, declared, labels, origin);
      statements.forEach(pass::add);
      if (pass.labels().equals(labels) && !pass.grew()) {
        return finish(pass);
      }
      labels = pass.labels();
    }
    throw new AssemblyException(
        statements.getFirst().at(), "the addresses do not settle: they depend on themselves");
  }

  private Program finish(Pass pass) {
    problems.addAll(pass.wrong());
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(Problem::at));
      throw new AssemblyException(problems.stream().distinct().toList());
    }
    return new Program(origin, bits, pass.bytes(), pass.labels(), pass.lines());
  }
}
