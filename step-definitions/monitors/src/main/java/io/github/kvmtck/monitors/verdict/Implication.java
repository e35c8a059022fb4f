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
          of("KICK-10", "a kick is one way to stop vCPUs", "R5"),
          of("RO-05", "KVM never allows it in place", "TRACE-07"),
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
          of("SAVE-05", "exit_reason is what IMM-04 leaves there", "IMM-04"),
          of("SAVE-15", "what is not known is taken for pending", "COMP-04", "SAVE-07"),
          of(
              "TRACE-01",
              "the exit came of a KVM_RUN that nobody kept away, to no memory slot",
              "QACC-04",
              "TRACE-11"),
          of(
              "TRACE-02",
              "pages were written after the last reading of the log",
              "DIRTY-07",
              "QACC-06"),
          of("TRACE-04", "the rings tell of a slot that is no more", "QACC-06", "RING-06"),
          of(
              "TRACE-06",
              "holds that the kernel does not count, the VMM must count and put in a row",
              "R1",
              "R2"),
          of(
              "TRACE-09",
              "the crash is a fetch that failed, or an instruction like one",
              "FETCH-23"),
          of("TRACE-10", "a kick stays until it is resumed", "KICK-03"),
          of("VTL-20", "the state was not set before the vCPU was entered again", "VTL-07"));

  private static Implication of(String primary, String why, String... implied) {
    return new Implication(primary, List.of(implied), why);
  }

  /** What a breach of this rule implies. */
  public static List<String> by(String primary) {
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
