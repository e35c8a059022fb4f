package io.github.kvmtck.monitors.verdict;

import java.util.List;

/**
 * Which rules a breach of another one breaks as well. The fault is reported under the primary rule;
 * the others fail with it, name it, and list nothing that is about the same calls.
 *
 * @param why one breach is the other
 */
public record Implication(String primary, List<String> implied, String why) {

  /** All of them, sorted by primary rule. */
  public static final List<Implication> TABLE =
      List.of(
          of("SAVE-01", "the operation is in no state that was saved", "COMP-04", "SAVE-07"),
          of("SAVE-02", "a re-entry that proves nothing leaves it pending", "COMP-04", "SAVE-07"),
          of("SAVE-03", "the same where a signal was to end it", "COMP-04", "SAVE-07"),
          of(
              "SAVE-04",
              "the next exit of the instruction was left, so that nothing went on until EINTR",
              "COMP-04",
              "COMP-06",
              "SAVE-02",
              "SAVE-07"),
          of("SAVE-15", "what is not known is taken for pending", "COMP-04", "SAVE-07"));

  private static Implication of(String primary, String why, String... implied) {
    return new Implication(primary, List.of(implied), why);
  }

  /** What a breach of this rule implies. */
  static List<String> by(String primary) {
    return TABLE.stream()
        .filter(entry -> entry.primary.equals(primary))
        .flatMap(entry -> entry.implied.stream())
        .toList();
  }

  /** The rules whose breach implies one of this rule. */
  static List<String> primaries(String implied) {
    return TABLE.stream()
        .filter(entry -> entry.implied.contains(implied))
        .map(Implication::primary)
        .toList();
  }
}
