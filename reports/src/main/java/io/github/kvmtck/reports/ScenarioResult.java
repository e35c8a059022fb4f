package io.github.kvmtck.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one scenario on one backend.
 *
 * @param reason why the verdict is not PASS or FAIL: the evidence for NOT-APPLICABLE, what the
 *     environment lacks for NOT-RUN, what is wrong with the suite for BROKEN; for a FAIL that no
 *     assertion made (crash, time limit) what happened
 * @param expectation the entry of the list of known deviations that names it
 * @param observations what was seen where the sources are silent, in the order it was seen
 * @param messages failure texts, each possibly of many lines
 */
public record ScenarioResult(
    Scenario scenario,
    String backend,
    Instant startedAt,
    Duration duration,
    Verdict verdict,
    Optional<String> reason,
    Optional<Expectation> expectation,
    List<Observation> observations,
    List<String> messages,
    List<Attachment> attachments) {

  /**
   * Something seen and not judged.
   *
   * @param value one line
   */
  public record Observation(String key, String value, Kind kind) {

    /** What a comparison of two runs may make of it. */
    public enum Kind {
      /** The same kernel would show the same again. */
      FACT,
      /** How often things happened in rounds that depend on luck: no two runs agree. */
      COUNT;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    /** Something that the same kernel would show again. */
    public static Observation fact(String key, String value) {
      return new Observation(key, value, Kind.FACT);
    }

    /** What happened and how often, e.g. {@code {0=63, EINTR=37}}. */
    public static Observation count(String key, String value) {
      return new Observation(key, value, Kind.COUNT);
    }
  }

  /**
   * A text that belongs to the result: the last calls, new kernel log lines.
   *
   * @param mediaType e.g. {@code text/plain}
   */
  public record Attachment(String name, String mediaType, String text) {}

  public ScenarioResult {
    observations = List.copyOf(observations);
    messages = List.copyOf(messages);
    attachments = List.copyOf(attachments);
    boolean needsReason =
        switch (verdict) {
          case PASS, FAIL -> false;
          case NOT_APPLICABLE, NOT_RUN, NOT_EXERCISED, BROKEN -> true;
        };
    if (needsReason && reason.isEmpty()) {
      throw new IllegalArgumentException(scenario.id() + " is " + verdict + " and gives no reason");
    }
  }

  /** A result that has only a verdict and a reason. */
  public static ScenarioResult of(
      Scenario scenario, String backend, Instant at, Verdict verdict, String reason) {
    return new ScenarioResult(
        scenario,
        backend,
        at,
        Duration.ZERO,
        verdict,
        Optional.of(reason),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  public Outcome outcome(LocalDate day) {
    return Outcome.of(verdict, expectation, day);
  }
}
