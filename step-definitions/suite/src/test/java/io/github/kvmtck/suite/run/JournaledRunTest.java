package io.github.kvmtck.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Run.Ending;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.reports.journal.Journal;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.sample.FakeKernel;
import io.github.kvmtck.suite.sample.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaledRunTest {
  private final Suite suite = Sample.suite();
  private final List<Entry> entries =
      new Selection(List.of("SAMPLE-01"), Optional.empty(), Optional.empty()).of(suite);
  private final RunPlan plan =
      new RunPlan(suite, entries, 1, 1, Optional.empty(), List.of(), RunPlan.Limits.USUAL);
  private final RunInfo info =
      new RunInfo(
          "1",
          suite.digest(),
          "fake",
          "mainline",
          Host.environment(Optional.of(new FakeKernel().about())),
          1,
          1,
          Optional.empty(),
          List.of(),
          Instant.now());
  private final Seen seen = new Seen();

  @TempDir private Path folder;

  @Test
  void theJournalTellsWhatTheRunDid() throws IOException, InterruptedException {
    Run run = run().begin(info);
    assertThat(run.ending()).isEqualTo(Ending.FINISHED);
    assertThat(run.results()).hasSize(entries.size());
    assertThat(run).usingRecursiveComparison().isEqualTo(Journal.read(journal()));
  }

  @Test
  void aDeviationThatNamesNothingIsFoundOnHostsThatItIsNotOf()
      throws IOException, InterruptedException {
    Path list = folder.resolve("fake.yaml");
    Files.writeString(
        list,
        """
        backend: fake
        vendors: [other_vendor]
        expected:
          - rule: SAMPLE-99
            vendor: other_vendor
            reason: there is no such rule
            link: https://example.org/99
            expires: 2099-12-31
        """);
    DeviationList deviations = DeviationList.read(folder, "fake").orThrow();
    assertThat(run(deviations).begin(info).unmatched())
        .containsExactly(new Run.UnmatchedDeviation("SAMPLE-99", list + ":4"));
  }

  @Test
  void whatWasInFlightWhenTheJvmWasLostCrashedAndTheRestIsRun()
      throws IOException, InterruptedException {
    ScenarioResult first = run().begin(info).results().getFirst();
    Scenario second = entries.get(1).scenario();
    List<Scenario> selected = entries.stream().map(Entry::scenario).toList();
    try (Journal lost = Journal.create(journal(), info, selected, List.of())) {
      lost.started(first.scenario(), Instant.now());
      lost.finished(first);
      lost.started(second, Instant.now());
    }
    seen.finished.clear();

    Run run = run().resume("the JVM ended with status 134", 1);

    assertThat(run.ending()).isEqualTo(Ending.FINISHED);
    assertThat(seen.done).isEqualTo(2);
    assertThat(seen.finished).hasSize(entries.size() - 1).doesNotContain(first.scenario().id());
    assertThat(run.results())
        .filteredOn(result -> result.scenario().id().equals(second.id()))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
          assertThat(result.reason()).contains("crash: the JVM ended with status 134");
        });
  }

  @Test
  void aRunThatIsOverIsNotRunAgain() throws IOException, InterruptedException {
    Run before = run().begin(info);
    byte[] journal = Files.readAllBytes(journal());
    seen.finished.clear();
    assertThat(run().resume("nothing", 1)).usingRecursiveComparison().isEqualTo(before);
    assertThat(seen.finished).isEmpty();
    assertThat(journal()).hasBinaryContent(journal);
  }

  @Test
  void whatAnInterruptedRunDidNotComeToIsNotRun() throws IOException, InterruptedException {
    JournaledRun run = run();
    seen.afterFirst = () -> interrupt(run);
    Run interrupted = run.begin(info);
    assertThat(interrupted.ending()).isEqualTo(Ending.INTERRUPTED);
    assertThat(interrupted.results()).hasSize(entries.size());
    assertThat(interrupted.results())
        .filteredOn(result -> result.verdict() == Verdict.NOT_RUN)
        .hasSize(entries.size() - 1);
  }

  private static void interrupt(JournaledRun run) {
    try {
      run.interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JournaledRun run() throws IOException {
    return run(suite.deviations("fake").orThrow());
  }

  private JournaledRun run(DeviationList deviations) {
    Opened backend = Opened.open(new FakeKernel.Provider(), KernelOptions.MAINLINE);
    return new JournaledRun(plan, backend, deviations, journal(), seen);
  }

  private Path journal() {
    return folder.resolve("journal.jsonl");
  }

  private static final class Seen implements Observer {
    private final List<String> finished = new ArrayList<>();
    private Runnable afterFirst = () -> {};
    private int done;

    @Override
    public void begins(RunInfo started, int total, int alreadyDone) {
      done = alreadyDone;
    }

    @Override
    public void started(Scenario scenario, Instant at) {}

    @Override
    public void finished(ScenarioResult result) {
      finished.add(result.scenario().id());
      if (finished.size() == 1) {
        afterFirst.run();
      }
    }
  }
}
