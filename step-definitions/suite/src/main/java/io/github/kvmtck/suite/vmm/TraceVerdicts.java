package io.github.kvmtck.suite.vmm;

import io.github.kvmtck.monitors.verdict.Finding;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.monitors.verdict.RuleVerdict;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioId;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.ScenarioResult.Attachment;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import io.github.kvmtck.reports.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The judgement on a trace as a run: one scenario a rule, the calls being what it ran.
 *
 * @param client what is judged, for people: the command, or the trace's file
 * @param rules which of those that are judged to report
 */
public record TraceVerdicts(String client, Predicate<String> rules) {

  /** All that was judged. */
  public Run run(RunInfo info, Judgement judgement, Run.Ending ending) {
    Instant end = Instant.now();
    List<ScenarioResult> results =
        judgement.rules().stream()
            .filter(verdict -> rules.test(verdict.rule().id()))
            .map(verdict -> result(info, judgement, verdict, end))
            .toList();
    return new Run(info, results, List.of(), ending, end);
  }

  private ScenarioResult result(
      RunInfo info, Judgement judgement, RuleVerdict verdict, Instant end) {
    String id = verdict.rule().id();
    String name = "The calls of " + client;
    Scenario scenario =
        new Scenario(
            ScenarioId.of(id, name, List.of()),
            id,
            verdict.rule().sentence(),
            "What a VMM owes",
            name,
            new Scenario.Location("features/rules/" + RuleId.family(id) + ".yaml", 1),
            List.of("@" + id));
    return new ScenarioResult(
        scenario,
        info.backend(),
        info.startedAt(),
        Duration.between(info.startedAt(), end),
        verdict.verdict(),
        reason(verdict),
        Optional.empty(),
        observations(judgement, verdict),
        texts(verdict, Level.VIOLATION),
        attachments(verdict));
  }

  private static Optional<String> reason(RuleVerdict verdict) {
    if (verdict.verdict() == Verdict.NOT_EXERCISED) {
      return Optional.of("the client had no occasion to keep or to break it");
    }
    return verdict.impliedBy().map(primary -> "follows from the breach of " + primary);
  }

  private static List<Observation> observations(Judgement judgement, RuleVerdict verdict) {
    List<Observation> observations = new ArrayList<>();
    observations.add(Observation.count("exercised", Long.toString(verdict.exercised())));
    if (verdict.unlisted() > 0) {
      observations.add(Observation.count("more findings", Long.toString(verdict.unlisted())));
    }
    Judgement.Transport transport = judgement.transport();
    if (transport.interrupted() > 0) {
      observations.add(
          Observation.count(
              "KVM_RUN interrupted by what carries the calls",
              "%d of %d, %.2f %%"
                  .formatted(transport.interrupted(), transport.runs(), 100 * transport.rate())));
    }
    return observations;
  }

  private static List<Attachment> attachments(RuleVerdict verdict) {
    List<Attachment> attachments = new ArrayList<>();
    for (Level level : List.of(Level.WARNING, Level.NOTE)) {
      List<String> texts = texts(verdict, level);
      if (!texts.isEmpty()) {
        String name = level.name().toLowerCase(Locale.ROOT) + "s";
        attachments.add(new Attachment(name, "text/plain", String.join("\n\n", texts)));
      }
    }
    return attachments;
  }

  private static List<String> texts(RuleVerdict verdict, Level level) {
    return verdict.findings(level).stream()
        .map(Finding::toString)
        .collect(Collectors.toUnmodifiableList());
  }
}
