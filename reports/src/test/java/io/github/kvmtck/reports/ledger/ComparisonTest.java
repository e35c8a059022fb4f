package io.github.kvmtck.reports.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.render.LedgerJson;
import io.github.kvmtck.reports.render.ResultsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final Scenario EARLY = Samples.scenario("COMP-02", "early");
  private static final Scenario LATE = Samples.scenario("COMP-10", "late");

  @TempDir Path folder;

  @Test
  void theSameRunTwiceDiffersInNothing() throws IOException {
    Run run = Samples.everyKind("reference");
    Comparison comparison = Comparison.of(side("a", run), side("b", run));

    assertThat(comparison)
        .isEqualTo(new Comparison(List.of(), List.of(), List.of(), List.of(), List.of()));
    assertThat(comparison.same()).isTrue();
  }

  @Test
  void whatIsSeenDifferentlyOrByOneOnlyIsSortedByRule() throws IOException {
    Side a =
        side(
            "a",
            Samples.run(
                pass(LATE, Observation.fact("RIP", "at the OUT"), Observation.fact("same", "x")),
                pass(EARLY, Observation.fact("AL", "0x11"))));
    Side b =
        side(
            "b",
            Samples.run(
                pass(LATE, Observation.fact("RIP", "past the OUT"), Observation.fact("same", "x")),
                pass(EARLY, Observation.fact("exit", "KVM_EXIT_HLT"))));

    assertThat(Comparison.of(a, b).facts())
        .containsExactly(
            difference(EARLY, "AL", Optional.of("0x11"), Optional.empty()),
            difference(EARLY, "exit", Optional.empty(), Optional.of("KVM_EXIT_HLT")),
            difference(LATE, "RIP", Optional.of("at the OUT"), Optional.of("past the OUT")));
  }

  @Test
  void aKeyThatComesTwiceIsComparedInOrder() throws IOException {
    Observation first = Observation.fact("exit", "KVM_EXIT_IO");
    Observation second = Observation.fact("exit", "KVM_EXIT_HLT");
    Side a = side("a", Samples.run(pass(EARLY, first, second)));
    Side b = side("b", Samples.run(pass(EARLY, first)));

    assertThat(Comparison.of(a, b).facts())
        .containsExactly(difference(EARLY, "exit", Optional.of("KVM_EXIT_HLT"), Optional.empty()));
  }

  @Test
  void countsStandApartAndMakeNoDifference() throws IOException {
    Side a = side("a", Samples.run(pass(EARLY, Observation.count("ends", "{0=1, EINTR=99}"))));
    Side b = side("b", Samples.run(pass(EARLY, Observation.count("ends", "{EINTR=100}"))));
    Comparison comparison = Comparison.of(a, b);

    assertThat(comparison.facts()).isEmpty();
    assertThat(comparison.counts()).hasSize(1);
    assertThat(comparison.same()).isTrue();
  }

  @Test
  void verdictsOfScenariosThatBothRanAreCompared() throws IOException {
    Side a = side("a", Samples.run(pass(EARLY), pass(LATE)));
    Side b =
        side(
            "b",
            Samples.run(
                ScenarioResult.of(EARLY, "kvm", Samples.NOW, Verdict.FAIL, "crash: a test")));

    assertThat(Comparison.of(a, b).verdicts())
        .containsExactly(
            new Comparison.VerdictDifference("COMP-02", EARLY.id(), Verdict.PASS, Verdict.FAIL));
    assertThat(Comparison.of(a, b).same()).isFalse();
  }

  @Test
  void aScenarioThatOneOfThemDidNotSelectIsNamedAndNotCompared() throws IOException {
    Side a = side("a", Samples.run(pass(EARLY), pass(LATE, Observation.fact("RIP", "at the OUT"))));
    Side b = side("b", Samples.run(pass(EARLY)));

    Comparison comparison = Comparison.of(a, b);
    assertThat(comparison.onlyA()).containsExactly(LATE.id());
    assertThat(comparison.onlyB()).isEmpty();
    assertThat(comparison.facts()).isEmpty();
    assertThat(comparison.same()).isFalse();
    assertThat(Comparison.of(b, a).onlyB()).containsExactly(LATE.id());
  }

  @Test
  void withoutResultsNobodyKnowsWhatWasSelected() throws IOException {
    Side a = side("a", Samples.run(pass(EARLY, Observation.fact("AL", "0x11"))));
    Side b = side("b", Samples.run(pass(LATE)));
    Files.delete(folder.resolve("b").resolve(ResultsJson.FILE));

    Comparison comparison = Comparison.of(a, Side.read(b.file()));
    assertThat(comparison.onlyA()).isEmpty();
    assertThat(comparison.facts()).hasSize(1);
  }

  @Test
  void withoutResultsThereAreNoVerdictsToCompare() throws IOException {
    Run run = Samples.everyKind("reference");
    Side a = side("a", run);
    Files.delete(folder.resolve("a").resolve(ResultsJson.FILE));

    assertThat(Side.read(a.file()).verdicts()).isEmpty();
    assertThat(Comparison.of(Side.read(a.file()), side("b", run)).verdicts()).isEmpty();
  }

  @Test
  void aNewerReadersKeysAreSkipped() throws IOException {
    Path file = side("a", Samples.everyKind("reference")).file();
    Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"later\": 1,"));

    assertThat(Side.read(file).ledger().observations()).isNotEmpty();
  }

  @Test
  void whatIsNoLedgerIsRefusedInOneSentence() throws IOException {
    Path file = folder.resolve("ledger.json");
    Files.writeString(file, "not JSON");
    assertThatThrownBy(() -> Side.read(file)).hasMessageContaining("is no ledger of a run");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> Side.read(file))
        .hasMessage(
            file
                + " is no ledger of a run: Unexpected end-of-input: expected close marker for"
                + " Object");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> Side.read(file)).hasMessageContaining("it has no version");
    Files.writeString(file, "{\"version\": 2}");
    assertThatThrownBy(() -> Side.read(file))
        .hasMessage(file + " has version 2, and this suite reads 1");
    Files.writeString(file, "{\"version\": 1}");
    assertThatThrownBy(() -> Side.read(file)).hasMessageContaining("is no ledger of a run");
  }

  private Side side(String name, Run run) throws IOException {
    Path side = Files.createDirectories(folder.resolve(name));
    new LedgerJson().render(run, side);
    new ResultsJson().render(run, side);
    return Side.read(side.resolve(Ledger.FILE));
  }

  private static ScenarioResult pass(Scenario scenario, Observation... observations) {
    return new ScenarioResult(
        scenario,
        "reference",
        Samples.NOW,
        Duration.ZERO,
        Verdict.PASS,
        Optional.empty(),
        Optional.empty(),
        List.of(observations),
        List.of(),
        List.of());
  }

  private static Comparison.Difference difference(
      Scenario scenario, String key, Optional<String> a, Optional<String> b) {
    return new Comparison.Difference(scenario.rule(), scenario.id(), key, a, b);
  }
}
