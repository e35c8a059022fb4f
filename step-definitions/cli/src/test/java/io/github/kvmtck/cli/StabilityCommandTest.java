package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.stability.Repeater;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StabilityCommandTest {

  @Test
  void eachRunIsALineAndTheLastOneConcludes() {
    Session session =
        Session.of("stability", "--backend", "fake", "--rule", "SAMPLE-05", "--runs", "2");
    assertThat(session.code()).isZero();
    assertThat(session.err())
        .startsWith("fake, profile mainline: 2 scenarios, 2 times with each of --jobs 1,4, seed ");
    List<String> lines = session.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .matches(" {2}1 of 4 {2}--jobs 1 {2}--seed \\d+ +\\d+\\.\\d s {2}2 passed");
    assertThat(lines.get(3)).startsWith("  4 of 4  --jobs 4 ").endsWith("2 passed; the same");
    assertThat(lines.get(4)).isEqualTo("The verdicts of all 4 runs are the same.");
  }

  @Test
  void oneRunHasNothingToBeComparedWith() {
    Session session = Session.of("stability", "--backend", "fake", "--runs", "1", "--jobs", "1");
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err()).hasLineCount(1).contains("--runs is at least 2");
  }

  @Test
  void noJobsAreNoRun() {
    Session session = Session.of("stability", "--backend", "fake", "--jobs", "1,0");
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err()).isEqualTo("kvm-tck: --jobs is from 1 to 1000.\n");
  }

  @Test
  void severalBackendsAreOneTooMany() {
    Session session = Session.of("stability", "--backend", "fake,reference");
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err())
        .isEqualTo(
            "kvm-tck: This command takes one backend at a time, and --backend names fake,"
                + " reference.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mainline", "proposed", "proposed-v1"})
  @Tag("proof")
  void theSuiteIsStableOnTheReference(String profile) throws IOException, InterruptedException {
    Suite suite = BrokenSuite.suite(SuiteFiles.KVM);
    KernelProvider reference = Backends.installed().named("reference");
    Repeater repeater =
        new Repeater(
            suite,
            reference,
            new KernelOptions(profile, List.of()),
            Selection.ALL.of(suite),
            BrokenSuite.orBroken(suite.deviations(reference.name())));
    assertThat(repeater.run(List.of(1, 4), 5, 1, _ -> {}).unstable()).isEmpty();
  }
}
