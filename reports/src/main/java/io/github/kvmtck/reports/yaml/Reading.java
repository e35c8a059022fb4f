package io.github.kvmtck.reports.yaml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What reading an input gave: the value, or everything that is wrong with it.
 *
 * <p>All mistakes are gathered before giving up, so that an author mends a file in one round.
 */
public sealed interface Reading<T> {

  record Good<T>(T value) implements Reading<T> {}

  /**
   * What is wrong.
   *
   * @param problems never empty, in the order of the file
   */
  record Bad<T>(List<Problem> problems) implements Reading<T> {
    public Bad {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a bad reading names at least one problem");
      }
    }
  }

  /** The value where {@code problems} is empty, otherwise the problems. */
  static <T> Reading<T> of(T value, List<Problem> problems) {
    return problems.isEmpty() ? new Good<>(value) : new Bad<>(problems);
  }

  /** For input that the caller made itself: a mistake in it is a programmer's error. */
  default T orThrow() {
    return switch (this) {
      case Good<T>(var value) -> value;
      case Bad<T>(var problems) ->
          throw new IllegalStateException(
              problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    };
  }
}
