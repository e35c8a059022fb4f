package io.github.kvmtck.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.suite.sample.Sample;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class FailureTextTest {
  private static final Scenario SCENARIO = Sample.suite().scenarios().getFirst();
  private static final String SENTENCE = SCENARIO.rule() + ": " + SCENARIO.sentence();

  @Test
  void theRuleStandsAboveAMessageThatDoesNotNameIt() {
    assertThat(failure("expected EINTR and got EIO"))
        .containsOnlyOnce(SENTENCE)
        .containsOnlyOnce("source: the runner's tests");
  }

  @Test
  void aMessageThatBringsTheRuleAlongIsEnough() {
    String lesson = SENTENCE + "\n  expected: x\n  observed: y\n  source:   the runner's tests";
    assertThat(failure(lesson))
        .containsOnlyOnce(SENTENCE)
        .containsOnlyOnce("the runner's tests")
        .contains("again: kvm-tck run --rule " + SCENARIO.id());
  }

  private static String failure(String message) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    ScenarioResult result =
        new ScenarioResult(
            SCENARIO,
            "fake",
            Instant.EPOCH,
            Duration.ZERO,
            Verdict.FAIL,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(message),
            List.of());
    Terminal terminal = new Terminal(nowhere, nowhere, false, Ansi.OFF);
    return new FailureText(terminal, Sample.suite().catalogue(), id -> "kvm-tck run --rule " + id)
        .of(result, Outcome.FAILED);
  }
}
