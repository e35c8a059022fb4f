package io.github.kvmtck.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioIdTest {

  @Test
  void aScenarioIsNamedByRuleAndName() {
    assertThat(ScenarioId.of("COMP-02", "A signal (SIGUSR1) pending: naïve \"0x10\"!", List.of()))
        .isEqualTo("COMP-02/a-signal-sigusr1-pending-naive-0x10");
  }

  @Test
  void aRowIsNamedByItsCellsSoThatItsPlaceInTheTableDoesNotMatter() {
    assertThat(ScenarioId.of("COMP-15", "INS is split", List.of("insb", "5", "2 then 3")))
        .isEqualTo("COMP-15/ins-is-split@insb-5-2-then-3");
  }

  @Test
  void whatStandsTwiceInARowNamesItOnce() {
    assertThat(ScenarioId.of("UX-08", "asked", List.of("SIGUSR1", "fails", "fails")))
        .isEqualTo("UX-08/asked@sigusr1-fails");
  }
}
