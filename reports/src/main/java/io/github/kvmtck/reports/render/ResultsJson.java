package io.github.kvmtck.reports.render;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.ScenarioResult.Attachment;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import io.github.kvmtck.reports.Summary;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code results.json}; {@code docs/results-schema.md} explains it. */
public final class ResultsJson implements Renderer {

  public static final String FILE = "results.json";

  /** Rises when a consumer of the old form would misread the new one. */
  static final int VERSION = 1;

  @Override
  public String name() {
    return FILE;
  }

  @Override
  public void render(Run run, Path folder) throws IOException {
    Json.mapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(folder.resolve(FILE).toFile(), document(run));
  }

  private static Document document(Run run) {
    return new Document(
        VERSION,
        run.info(),
        run.ending(),
        run.endedAt(),
        Summary.of(run).totals(),
        run.unmatched(),
        run.results().stream().map(result -> entry(run, result)).toList());
  }

  private static Entry entry(Run run, ScenarioResult result) {
    Scenario scenario = result.scenario();
    return new Entry(
        scenario.id(),
        scenario.rule(),
        scenario.sentence(),
        scenario.feature(),
        scenario.name(),
        scenario.location().file(),
        scenario.location().line(),
        scenario.tags(),
        result.verdict(),
        run.outcome(result),
        result.reason(),
        result.expectation(),
        result.startedAt(),
        result.duration(),
        result.observations(),
        result.messages(),
        result.attachments());
  }

  private record Document(
      int version,
      RunInfo run,
      Run.Ending ending,
      Instant endedAt,
      Map<Verdict, Integer> totals,
      List<UnmatchedDeviation> unmatched,
      List<Entry> scenarios) {}

  private record Entry(
      String id,
      String rule,
      String sentence,
      String feature,
      String name,
      String file,
      int line,
      List<String> tags,
      Verdict verdict,
      Outcome outcome,
      Optional<String> reason,
      Optional<Expectation> expectation,
      Instant startedAt,
      Duration duration,
      List<Observation> observations,
      List<String> messages,
      List<Attachment> attachments) {}
}
