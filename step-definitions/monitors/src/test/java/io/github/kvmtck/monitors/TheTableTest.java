package io.github.kvmtck.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.monitors.verdict.Implication;
import io.github.kvmtck.monitors.verdict.RuleVerdict;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.catalogue.Binds;
import io.github.kvmtck.reports.catalogue.Disposition;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue, the monitors and the implication table agree. */
class TheTableTest {
  private final List<RuleVerdict> judged = new Story(Monitors::all).judgement().rules();

  @Test
  void aRuleIsMonitoredIfAndOnlyIfTheCatalogueSaysSo() {
    Set<String> monitored =
        TheRules.catalogue()
            .rules()
            .filter(rule -> rule.disposition() == Disposition.MONITORED)
            .map(Rule::id)
            .collect(Collectors.toSet());
    assertThat(judged.stream().map(RuleVerdict::rule))
        .allSatisfy(rule ->
            assertThat(rule.disposition() == Disposition.MONITORED || rule.binds() != Binds.KVM)
                .as(rule.id())
                .isTrue());
    assertThat(judged.stream().map(verdict -> verdict.rule().id())).containsAll(monitored);
  }

  @Test
  void nothingIsJudgedWithoutOccasion() {
    assertThat(judged)
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.verdict()).isEqualTo(Verdict.NOT_EXERCISED));
  }

  @Test
  void theVerdictsAreInTheOrderOfTheirRules() {
    assertThat(judged.stream().map(verdict -> verdict.rule().id()))
        .isSortedAccordingTo(RuleId.ORDER)
        .doesNotHaveDuplicates();
  }

  @Test
  void theTableIsSortedAndNamesRulesThatAreJudged() {
    Set<String> ids = judged.stream().map(v -> v.rule().id()).collect(Collectors.toSet());
    assertThat(Implication.TABLE.stream().map(Implication::primary))
        .isSortedAccordingTo(RuleId.ORDER)
        .doesNotHaveDuplicates()
        .allMatch(ids::contains);
    assertThat(Implication.TABLE)
        .allSatisfy(entry -> {
          assertThat(entry.implied()).isSortedAccordingTo(RuleId.ORDER).isNotEmpty();
          assertThat(entry.implied()).allMatch(ids::contains).doesNotContain(entry.primary());
          assertThat(entry.why()).isNotBlank();
        });
  }
}
