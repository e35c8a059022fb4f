package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher asks for after an abnormal end of the JVM. */
class ResumeTest {
  private static final long LONG_AGO = 0;

  @TempDir private Path folder;
  private Path journal = Path.of("");

  @BeforeEach
  void aRunWhoseJvmWasLost() throws IOException {
    journal = folder.resolve("journal.jsonl");
    assertThat(run().code()).isEqualTo(1);
    Run whole = Journal.read(journal);
    List<Scenario> selected = whole.results().stream().map(ScenarioResult::scenario).toList();
    try (Journal lost = Journal.create(journal, whole.info(), selected, List.of())) {
      lost.started(selected.getFirst(), Instant.now());
    }
  }

  @Test
  void theScenarioInFlightCrashedAndTheOthersAreRun() throws IOException {
    assertThat(resumed(LONG_AGO, 1).code()).isEqualTo(1);
    List<ScenarioResult> results = Journal.read(journal).results();
    assertThat(results.getFirst().reason()).contains("crash: status 134");
    assertThat(results).extracting(ScenarioResult::verdict).contains(Verdict.PASS);
  }

  @Test
  void aJournalOfAnOlderSessionIsNotGoneOnWith() throws IOException {
    assertThat(resumed(Instant.now().getEpochSecond() + 86_400, 1).code()).isEqualTo(1);
    assertThat(Journal.read(journal).results())
        .noneMatch(result -> result.reason().orElse("").contains("crash"));
  }

  @Test
  void aJvmThatEndsAgainAndAgainOutsideOfAnyScenarioIsADefectOfTheSuite() throws IOException {
    resumed(LONG_AGO, 1);
    List<ScenarioResult> results = Journal.read(journal).results();
    List<Scenario> selected = results.stream().map(ScenarioResult::scenario).toList();
    Journal.create(journal, Journal.read(journal).info(), selected, List.of()).close();
    Session session = resumed(LONG_AGO, 4);
    assertThat(session.code()).isEqualTo(5);
    assertThat(session.err()).contains("status 134, 4 times, and no scenario did it");
  }

  private Session resumed(long session, int times) {
    return run("--resume-after=status 134", "--resumption=" + times, "--session=" + session);
  }

  private Session run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("run", "--backend", "fake", "--rule", "SAMPLE-01", "--out", folder.toString()));
    args.addAll(List.of(more));
    return Session.of(args.toArray(String[]::new));
  }
}
