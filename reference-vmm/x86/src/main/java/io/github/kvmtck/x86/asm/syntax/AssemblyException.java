package io.github.kvmtck.x86.asm.syntax;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Source that cannot be assembled. The message has one line per problem. */
public final class AssemblyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param at where the offending text starts
   * @param message a sentence that says what is wrong and, where it can, what is possible
   */
  public record Problem(Position at, String message) {
    @Override
    public String toString() {
      return at + ": " + message;
    }
  }

  public AssemblyException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public AssemblyException(Position at, String message) {
    this(List.of(new Problem(at, message)));
  }

  /** All problems, in source order. */
  public List<Problem> problems() {
    return problems;
  }
}
