package io.github.kvmtck.x86.asm;

import io.github.kvmtck.x86.asm.encode.Attempt;
import io.github.kvmtck.x86.asm.encode.Candidates;
import io.github.kvmtck.x86.asm.encode.Range;
import io.github.kvmtck.x86.asm.syntax.AssemblyException;
import io.github.kvmtck.x86.asm.syntax.AssemblyException.Problem;
import io.github.kvmtck.x86.asm.syntax.Expression;
import io.github.kvmtck.x86.asm.syntax.Position;
import io.github.kvmtck.x86.asm.syntax.Statement;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One walk over the statements with the labels of the walk before. */
final class Pass {
  /** Larger than any guest program; keeps a slip of the pen from filling memory. */
  private static final int LIMIT = 1 << 24;

  private final Map<Statement.Instruction, Candidates> candidates;
  private final Map<Statement.Instruction, Integer> lengths;
  private final Set<String> declared;
  private final Map<String, Long> before;
  private final long origin;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Long> labels = new HashMap<>();
  private final List<Program.Line> lines = new ArrayList<>();
  private final List<Problem> wrong = new ArrayList<>();
  private boolean grew;

  Pass(
      Map<Statement.Instruction, Candidates> candidates,
      Map<Statement.Instruction, Integer> lengths,
      Set<String> declared,
      Map<String, Long> before,
      long origin) {
    this.candidates = candidates;
    this.lengths = lengths;
    this.declared = declared;
    this.before = before;
    this.origin = origin;
  }

  void add(Statement statement) {
    long address = here();
    int from = out.size();
    statement.labels().forEach(label -> labels.put(label.name(), address));
    try {
      add(statement.body());
    } catch (AssemblyException register) {
      wrong.addAll(register.problems());
    }
    int length = out.size() - from;
    if (length > 0) {
      lines.add(
          new Program.Line(
              statement.at().line(), statement.source(), statement.code(), address, length));
    }
  }

  private void add(Statement.Body body) {
    Expression.Scope scope = new At(here());
    switch (body) {
      case Statement.Nothing nothing -> {}
      case Statement.Data data -> data.items().forEach(item -> item(item, data.bytes(), scope));
      case Statement.Org org -> fill(org.address().value(scope) - here(), 0, org.at());
      case Statement.Align align -> align(align, scope);
      case Statement.Times times -> times(times, scope);
      case Statement.Instruction i when i.mnemonic().isEmpty() ->
          out.writeBytes(Candidates.alone(i.prefixes()));
      case Statement.Instruction i -> instruction(i, scope);
    }
  }

  private void instruction(Statement.Instruction i, Expression.Scope scope) {
    Candidates possible = candidates.get(i);
    if (possible == null) {
      return;
    }
    int minimum = lengths.getOrDefault(i, 0);
    switch (possible.shortest(minimum, scope)) {
      case Attempt.Encoded encoded -> {
        byte[] bytes = encoded.bytes();
        out.writeBytes(bytes);
        grew |= minimum != 0 && bytes.length > minimum;
        lengths.put(i, bytes.length);
      }
      case Attempt.Refused(Problem problem) -> {
        wrong.add(problem);
        out.writeBytes(new byte[possible.longest()]);
      }
    }
  }

  private void item(Statement.Item item, int width, Expression.Scope scope) {
    switch (item) {
      case Statement.Text text -> out.writeBytes(text.bytes(width));
      case Statement.Value(Expression expression, Position at) -> {
        long value = expression.value(scope);
        if (!Range.either(value, 8 * width)) {
          wrong.add(new Problem(at, Range.sentence(value, 8 * width)));
        }
        for (int i = 0; i < width; i++) {
          out.write((int) (value >> 8 * i));
        }
      }
    }
  }

  private void align(Statement.Align align, Expression.Scope scope) {
    long multiple = align.multiple().value(scope);
    if (multiple <= 0 || Long.bitCount(multiple) != 1) {
      wrong.add(new Problem(align.at(), "align takes a power of two, not %d".formatted(multiple)));
      return;
    }
    fill(-here() & multiple - 1, align.fill().value(scope), align.at());
  }

  private void times(Statement.Times times, Expression.Scope scope) {
    long count = times.count().value(scope);
    if (count < 0) {
      wrong.add(new Problem(times.at(), "times takes a count from 0 on, not %d".formatted(count)));
    }
    for (long i = 0; i < count && room(1, times.at()); i++) {
      add(times.body());
    }
  }

  private void fill(long count, long value, Position at) {
    if (count < 0) {
      wrong.add(new Problem(at, "org cannot go back: here is 0x%x already".formatted(here())));
    } else if (room(count, at)) {
      for (long i = 0; i < count; i++) {
        out.write((int) value);
      }
    }
  }

  private boolean room(long count, Position at) {
    boolean room = count <= LIMIT - out.size();
    if (!room) {
      wrong.add(new Problem(at, "the program would be larger than 16 MiB"));
    }
    return room;
  }

  private long here() {
    return origin + out.size();
  }

  /** Scope of a statement. */
  private final class At implements Expression.Scope {
    private final long here;

    At(long here) {
      this.here = here;
    }

    @Override
    public long label(Expression.Symbol symbol) {
      String name = symbol.name();
      if (!declared.contains(name)) {
        wrong.add(new Problem(symbol.at(), "there is no label \"%s\"".formatted(name)));
      }
      // The first walk takes what lies ahead to be near: what is short then may still grow.
      return labels.getOrDefault(name, before.getOrDefault(name, here));
    }

    @Override
    public long here() {
      return here;
    }

    @Override
    public long start() {
      return origin;
    }
  }

  /** Labels as this walk found them. */
  Map<String, Long> labels() {
    return labels;
  }

  /** Whether an instruction became longer than in the walk before. */
  boolean grew() {
    return grew;
  }

  /** What is wrong, if nothing moves any more: before, a value that does not fit may yet change. */
  List<Problem> wrong() {
    return wrong;
  }

  List<Program.Line> lines() {
    return lines;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
