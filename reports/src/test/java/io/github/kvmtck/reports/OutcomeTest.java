package io.github.kvmtck.reports;

import static io.github.kvmtck.reports.Samples.EXPECTED;
import static io.github.kvmtck.reports.Samples.EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

  private static final LocalDate DAY = Samples.info("reference").day();

  @Test
  void anExpectedFailureIsOneOnlyUntilItExpires() {
    assertThat(Outcome.of(Verdict.FAIL, Optional.of(EXPECTED), DAY))
        .isEqualTo(Outcome.EXPECTED_FAILURE);
    assertThat(Outcome.of(Verdict.FAIL, Optional.of(EXPIRED), DAY)).isEqualTo(Outcome.FAILED);
    assertThat(Outcome.of(Verdict.FAIL, Optional.empty(), DAY)).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aPassAgainstAnEntryIsUnexpectedEvenWhenTheEntryExpired() {
    assertThat(Outcome.of(Verdict.PASS, Optional.of(EXPECTED), DAY))
        .isEqualTo(Outcome.UNEXPECTED_PASS);
    assertThat(Outcome.of(Verdict.PASS, Optional.of(EXPIRED), DAY))
        .isEqualTo(Outcome.UNEXPECTED_PASS);
    assertThat(Outcome.of(Verdict.PASS, Optional.empty(), DAY)).isEqualTo(Outcome.PASSED);
  }

  /** A failure may be expected; a broken suite or a scenario that did not run may not. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PASS", "FAIL"})
  void noOtherVerdictIsTouchedByAnExpectation(Verdict verdict) {
    assertThat(Outcome.of(verdict, Optional.of(EXPECTED), DAY).name()).isEqualTo(verdict.name());
  }

  @Test
  void namesArePrintedWithHyphensAndWords() {
    assertThat(Verdict.NOT_APPLICABLE).hasToString("NOT-APPLICABLE");
    assertThat(Outcome.UNEXPECTED_PASS).hasToString("unexpected pass");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PASS", "FAIL"})
  void aVerdictThatJudgesNothingGivesAReason(Verdict verdict) {
    ScenarioResult good = Samples.result("x", verdict);
    assertThatThrownBy(() ->
            new ScenarioResult(
                good.scenario(),
                good.backend(),
                good.startedAt(),
                good.duration(),
                verdict,
                Optional.empty(),
                Optional.empty(),
                good.observations(),
                good.messages(),
                good.attachments()))
        .hasMessage("COMP-02/x is " + verdict + " and gives no reason");
  }
}
