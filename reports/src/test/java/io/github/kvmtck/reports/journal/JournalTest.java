package io.github.kvmtck.reports.journal;

import static io.github.kvmtck.reports.Samples.NOW;
import static io.github.kvmtck.reports.Samples.info;
import static io.github.kvmtck.reports.Samples.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Run.Ending;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Scenario ONE = scenario("COMP-01", "One");
  private static final Scenario TWO = scenario("COMP-02", "Two");
  private static final Scenario THREE = scenario("COMP-10", "Three");
  private static final List<Scenario> ALL = List.of(THREE, ONE, TWO);
  private static final String CAUSE = "the JVM ended with status 134 while it ran";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("journal.jsonl");
  }

  @Test
  void everyKindOfResultComesBackAsItWas() throws IOException {
    Run before = Samples.everyKind("reference");
    List<UnmatchedDeviation> unmatched = List.of(new UnmatchedDeviation("COMP-99", "kvm.yaml:3"));
    List<Scenario> selected = before.results().stream().map(ScenarioResult::scenario).toList();
    try (Journal journal = Journal.create(file, before.info(), selected, unmatched)) {
      before.results().forEach(journal::finished);
      journal.ended(before.endedAt());
    }

    assertThat(Journal.read(file))
        .isEqualTo(
            new Run(before.info(), before.results(), unmatched, Ending.FINISHED, before.endedAt()));
  }

  @Test
  void everyEventIsOneLineThatCanBeReadAtOnce() throws IOException {
    try (Journal journal = create()) {
      assertThat(Files.readAllLines(file)).hasSize(1);
      journal.started(ONE, NOW);
      assertThat(Files.readAllLines(file)).hasSize(2);
      journal.finished(result(ONE, Verdict.PASS));
      journal.ended(NOW);
      assertThat(Files.readAllLines(file)).hasSize(4).allMatch(line -> line.startsWith("{\"event"));
    }
  }

  @Test
  void resultsAreSortedByRuleWhateverOrderTheyRanIn() throws IOException {
    try (Journal journal = create()) {
      ALL.forEach(scenario -> journal.finished(result(scenario, Verdict.PASS)));
    }

    assertThat(ids(Journal.read(file).results()))
        .containsExactly("COMP-01/one", "COMP-02/two", "COMP-10/three");
  }

  @Test
  void theScenarioInFlightWhenTheJvmIsLostFailsAndIsNeverExpectedTo() throws IOException {
    try (Journal journal = create()) {
      journal.started(ONE, NOW);
      journal.finished(result(ONE, Verdict.PASS));
      journal.started(TWO, NOW);
    }

    Run run = Journal.read(file);

    assertThat(run.ending()).isEqualTo(Ending.LOST);
    ScenarioResult crashed = run.results().get(1);
    assertThat(crashed.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(crashed.reason()).contains("crash: the JVM ended while it ran");
    assertThat(run.outcome(crashed)).isEqualTo(Outcome.FAILED);
    assertThat(run.results().get(2).verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aRunThatCameToItsEndWithoutAResultLostNoJvm() throws IOException {
    try (Journal journal = create()) {
      journal.started(ONE, NOW);
      journal.finished(result(TWO, Verdict.PASS));
      journal.finished(result(THREE, Verdict.PASS));
      journal.ended(NOW);
    }

    assertThat(Journal.read(file).results().getFirst())
        .satisfies(result -> {
          assertThat(result.verdict()).isEqualTo(Verdict.BROKEN);
          assertThat(result.reason()).contains("its result was not recorded");
        });
  }

  @Test
  void withSeveralInFlightEachSaysWhichOthersThereWere() throws IOException {
    try (Journal journal = create()) {
      journal.started(ONE, NOW);
      journal.started(TWO, NOW);
    }

    assertThat(Journal.read(file).results().getFirst().reason())
        .contains("crash: the JVM ended while it ran; also in flight: COMP-02/two");
  }

  @Test
  void aTornLastLineIsNotThere() throws IOException {
    try (Journal journal = create()) {
      journal.started(ONE, NOW);
      journal.finished(result(ONE, Verdict.PASS));
    }
    append(
        "{\"event\":\"scenario-started\",\"id\":\"COMP-02/two\",\"at\":\"2026-11-21T10:00:00Z\"}");

    Run run = Journal.read(file);

    assertThat(run.results().get(1).verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(run.results().getFirst().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aResumedRunGoesOnWithWhatRemains() throws IOException {
    try (Journal journal = create()) {
      journal.started(ONE, NOW);
      journal.finished(result(ONE, Verdict.PASS));
      journal.started(TWO, NOW);
    }
    append("{\"event\":\"scen");

    var resumption = Journal.resume(file, NOW.plusSeconds(1), CAUSE);
    try (Journal journal = resumption.journal()) {
      assertThat(resumption.info()).isEqualTo(info("reference"));
      assertThat(ids(resumption.crashed())).containsExactly("COMP-02/two");
      assertThat(ids(resumption.finished())).containsExactly("COMP-01/one", "COMP-02/two");
      assertThat(resumption.remaining()).containsExactly(THREE);
      journal.started(THREE, NOW);
      journal.finished(result(THREE, Verdict.PASS));
      journal.ended(NOW.plusSeconds(9));
    }

    Run run = Journal.read(file);
    assertThat(run.ending()).isEqualTo(Ending.FINISHED);
    assertThat(run.endedAt()).isEqualTo(NOW.plusSeconds(9));
    assertThat(run.results().stream().map(ScenarioResult::verdict))
        .containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.PASS);
    assertThat(run.results().get(1).reason()).contains("crash: " + CAUSE);
  }

  @Test
  void anInterruptedRunKeepsWhatItHasAndFailsNothing() throws IOException {
    try (Journal journal = create()) {
      journal.finished(result(ONE, Verdict.PASS));
      journal.started(TWO, NOW);
      journal.interrupted(NOW.plusSeconds(1));
      journal.started(THREE, NOW.plusSeconds(2));
    }

    Run run = Journal.read(file);

    assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
    assertThat(run.results().stream().map(ScenarioResult::verdict))
        .containsExactly(Verdict.PASS, Verdict.NOT_RUN, Verdict.NOT_RUN);
    var resumption = Journal.resume(file, NOW, CAUSE);
    try (Journal journal = resumption.journal()) {
      assertThat(resumption.crashed()).isEmpty();
      assertThat(resumption.remaining()).containsExactly(THREE, TWO);
      assertThat(Journal.read(file).ending()).isEqualTo(Ending.LOST);
      journal.ended(NOW);
    }
  }

  @Test
  void aVerdictIsGivenOnceAndOnlyToWhatWasSelected() throws IOException {
    try (Journal journal = create()) {
      journal.finished(result(ONE, Verdict.FAIL));
      assertThatThrownBy(() -> journal.finished(result(ONE, Verdict.PASS)))
          .hasMessage("COMP-01/one already has its verdict");
      Scenario other = scenario("NC-01", "Other");
      assertThatThrownBy(() -> journal.started(other, NOW))
          .hasMessage("NC-01/other was not selected for this run");
    }
    assertThat(Journal.read(file).results().getFirst().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void twoScenariosOfOneIdAreRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> Journal.create(file, info("reference"), List.of(ONE, ONE), List.of()))
        .hasMessage("two selected scenarios have the id COMP-01/one");
    assertThat(file).doesNotExist();
  }

  @Test
  void anInterruptedThreadCanStillWriteItsVerdict() throws IOException {
    try (Journal journal = create()) {
      Thread.currentThread().interrupt();
      journal.finished(result(ONE, Verdict.PASS));
      assertThat(Thread.interrupted()).isTrue();
      journal.finished(result(TWO, Verdict.PASS));
    }
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  /**
   * Taking an event and writing its line is one step, or two threads could write one over another.
   */
  @Test
  void aLineIsWrittenByWhoHoldsTheStanding() throws IOException {
    Standing standing = Journal.standing(info("reference"), ALL, List.of());
    List<Boolean> held = new ArrayList<>();
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] line) {
            held.add(Thread.holdsLock(standing));
          }
        };
    try (Journal journal = Journal.onto(out, standing)) {
      journal.started(ONE, NOW);
      journal.finished(result(ONE, Verdict.PASS));
      journal.interrupted(NOW);
      journal.ended(NOW);
    }

    assertThat(held).hasSize(5);
    assertThat(held.subList(1, 5)).containsOnly(true);
  }

  @Test
  void aFileThatIsNoJournalIsOneSentence() throws IOException {
    Files.writeString(file, "{\"event\":\"run-finished\",\"at\":\"2026-11-21T10:00:00Z\"}\n");
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessage(file + ":1: a journal begins with run-started");

    Files.writeString(file, "");
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessage(file + ":1: the journal holds no complete line");

    create().close();
    append("nonsense\n");
    assertThatThrownBy(() -> Journal.read(file))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith(file + ":2: this is no event of a journal: ")
        .message()
        .doesNotContain("\n");

    Files.writeString(file, Files.readString(file).replace("\"format\":2", "\"format\":3"));
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessage(file + ":1: this is format 3 and this suite reads 2");
  }

  private Journal create() throws IOException {
    return Journal.create(file, info("reference"), ALL, List.of());
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static ScenarioResult result(Scenario scenario, Verdict verdict) {
    return ScenarioResult.of(scenario, "reference", NOW, verdict, "for the test");
  }

  private static List<String> ids(Collection<ScenarioResult> results) {
    return results.stream().map(result -> result.scenario().id()).toList();
  }
}
