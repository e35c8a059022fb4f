package io.github.kvmtck.reports;

import io.github.kvmtck.reports.Run.Ending;
import io.github.kvmtck.reports.RunInfo.Environment;
import io.github.kvmtck.reports.ScenarioResult.Attachment;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Results as a run brings them, one of every kind. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  /** Still counts on the day of {@link #NOW}. */
  public static final Expectation EXPECTED =
      new Expectation(
          "exit_reason stays 0", "https://example.org/deviation/1", LocalDate.parse("2026-11-21"));

  public static final Expectation EXPIRED =
      new Expectation(
          "was to be mended", "https://example.org/deviation/2", LocalDate.parse("2026-11-20"));

  private Samples() {}

  public static Scenario scenario(String rule, String name) {
    return new Scenario(
        ScenarioId.of(rule, name, List.of()),
        rule,
        "The sentence of " + rule,
        "Port I/O & completion",
        name,
        new Scenario.Location("features/kvm/completion.feature", 12),
        List.of("@" + rule, "@mainline"));
  }

  public static RunInfo info(String backend) {
    return new RunInfo(
        "0.1.0",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        backend,
        "mainline",
        new Environment(
            "6.18.44",
            Optional.of("kvm_pvm"),
            "A processor",
            Optional.empty(),
            "25.0.1+8",
            Optional.of("616d7c5")),
        42,
        4,
        Optional.of("1/2"),
        List.of("run", "--backend", backend),
        NOW);
  }

  public static Run run(ScenarioResult... results) {
    return run("reference", results);
  }

  public static Run run(String backend, ScenarioResult... results) {
    return new Run(info(backend), List.of(results), List.of(), Ending.FINISHED, NOW.plusSeconds(2));
  }

  public static ScenarioResult result(String name, Verdict verdict) {
    return result("reference", name, verdict, Optional.empty());
  }

  public static ScenarioResult result(String name, Verdict verdict, Expectation expectation) {
    return result("reference", name, verdict, Optional.of(expectation));
  }

  public static ScenarioResult result(
      String backend, String name, Verdict verdict, Optional<Expectation> expectation) {
    boolean failed = verdict == Verdict.FAIL;
    boolean judged = failed || verdict == Verdict.PASS;
    return new ScenarioResult(
        scenario("COMP-02", name),
        backend,
        NOW.plusMillis(100),
        Duration.ofNanos(12_345_678),
        verdict,
        judged ? Optional.empty() : Optional.of("because of <" + verdict + "> # & \"quotes\""),
        expectation,
        verdict == Verdict.PASS
            ? List.of(
                Observation.fact("RIP", "0x1002"), Observation.count("ends", "{0=3, EINTR=5}"))
            : List.of(),
        failed ? List.of("expected EINTR\n but was 0 ]]> & <tag>\u0007") : List.of(),
        failed
            ? List.of(new Attachment("last calls", "text/plain", "ioctl(KVM_RUN) = 0"))
            : List.of());
  }

  /** One result of every kind that a run can bring, as the listener and the journal word them. */
  public static Run everyKind(String backend) {
    return run(
        backend,
        result(backend, "passes", Verdict.PASS, Optional.empty()),
        result(backend, "fails", Verdict.FAIL, Optional.empty()),
        result(backend, "fails as expected", Verdict.FAIL, Optional.of(EXPECTED)),
        result(backend, "fails with an expired entry", Verdict.FAIL, Optional.of(EXPIRED)),
        result(backend, "passes against expectation", Verdict.PASS, Optional.of(EXPECTED)),
        result(backend, "is not applicable", Verdict.NOT_APPLICABLE, Optional.empty()),
        result(backend, "is not run", Verdict.NOT_RUN, Optional.empty()),
        result(backend, "is not exercised", Verdict.NOT_EXERCISED, Optional.empty()),
        broken(backend, "has an undefined last step", "undefined step: Then nobody wrote this"),
        broken(backend, "has an ambiguous step", "ambiguous step: two definitions match"),
        ScenarioResult.of(
            scenario("NC-01", "is skipped by a gate"),
            backend,
            NOW,
            Verdict.NOT_RUN,
            "no permission for /dev/kvm"),
        ScenarioResult.of(
            scenario("NC-01", "is aborted in its last step"),
            backend,
            NOW,
            Verdict.NOT_APPLICABLE,
            "KVM_CAP_NEEDS_COMPLETION is absent, and its absence was tested"),
        ScenarioResult.of(
            scenario("NC-02", "crashes the JVM"),
            backend,
            NOW,
            Verdict.FAIL,
            "crash: the JVM ended while it ran"));
  }

  private static ScenarioResult broken(String backend, String name, String reason) {
    return ScenarioResult.of(scenario("NC-01", name), backend, NOW, Verdict.BROKEN, reason);
  }
}
