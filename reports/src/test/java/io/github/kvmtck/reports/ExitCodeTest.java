package io.github.kvmtck.reports;

import static io.github.kvmtck.reports.Samples.EXPECTED;
import static io.github.kvmtck.reports.Samples.EXPIRED;
import static io.github.kvmtck.reports.Samples.result;
import static io.github.kvmtck.reports.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Run.Ending;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

  private static final ScenarioResult PASS = result("p", Verdict.PASS);
  private static final ScenarioResult FAIL = result("f", Verdict.FAIL);
  private static final ScenarioResult BROKEN = result("b", Verdict.BROKEN);
  private static final ScenarioResult NOT_RUN = result("n", Verdict.NOT_RUN);
  private static final ScenarioResult NOT_APPLICABLE = result("a", Verdict.NOT_APPLICABLE);

  @Test
  void passesAndExpectedFailuresConform() {
    assertThat(code(run(PASS, result("x", Verdict.FAIL, EXPECTED), NOT_APPLICABLE, NOT_RUN)))
        .isEqualTo(0);
  }

  @Test
  void aFailureDoesNotConform() {
    assertThat(code(run(PASS, FAIL))).isEqualTo(1);
  }

  @Test
  void anUnexpectedPassAnExpiredEntryAndAnUnmatchedEntryFailTheRun() {
    assertThat(code(run(result("x", Verdict.PASS, EXPECTED)))).isEqualTo(1);
    assertThat(code(run(result("x", Verdict.FAIL, EXPIRED)))).isEqualTo(1);
    assertThat(code(withUnmatched(run(PASS)))).isEqualTo(1);
  }

  @Test
  void aBrokenSuiteCountsBeforeAFailure() {
    assertThat(code(run(FAIL, BROKEN))).isEqualTo(5);
  }

  @Test
  void aBackendThatCouldNotRunIsNotHiddenByOneThatCould() {
    assertThat(code(run(NOT_RUN))).isEqualTo(3);
    assertThat(code(run(PASS), run("kvm", NOT_RUN))).isEqualTo(3);
    assertThat(code(run(FAIL), run("kvm", NOT_RUN))).isEqualTo(1);
  }

  @Test
  void absenceAloneShowsNothing() {
    assertThat(code(run(NOT_APPLICABLE))).isEqualTo(4);
    assertThat(code(run(NOT_APPLICABLE, NOT_RUN))).isEqualTo(4);
    assertThat(code(run(NOT_APPLICABLE, PASS))).isEqualTo(0);
  }

  @Test
  void nothingSelectedIsNoSuccess() {
    assertThat(code(run())).isEqualTo(4);
    assertThat(code(run(), run("kvm", NOT_RUN))).isEqualTo(3);
    assertThat(code(run(), run("kvm", PASS))).isEqualTo(0);
  }

  @Test
  void anInterruptedRunSaysSoWhateverItFound() {
    Run run = run(FAIL, BROKEN);
    assertThat(
            code(new Run(run.info(), run.results(), List.of(), Ending.INTERRUPTED, run.endedAt())))
        .isEqualTo(130);
  }

  @Test
  void usageErrorsAreTwo() {
    assertThat(ExitCode.USAGE.status()).isEqualTo(2);
  }

  private static int code(Run... runs) {
    return ExitCode.of(List.of(runs)).status();
  }

  private static Run withUnmatched(Run run) {
    return new Run(
        run.info(),
        run.results(),
        List.of(new UnmatchedDeviation("COMP-99", "reference.yaml:3")),
        run.ending(),
        run.endedAt());
  }
}
