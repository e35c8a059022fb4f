package io.github.kvmtck.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue as it stands in the features. */
class RulesTest {

  private final Catalogue catalogue = TheSuite.catalogue();

  @Test
  void everyRuleOfTheFamiliesHasItsPlace() {
    Map<String, Long> rules =
        catalogue.families().stream()
            .collect(
                Collectors.toMap(family -> family.id(), family -> (long) family.rules().size()));
    assertThat(rules)
        .containsEntry("ALT", 5L)
        .containsEntry("COMP", 33L)
        .containsEntry("CLEAR", 4L)
        .containsEntry("DIRTY", 9L)
        .containsEntry("IMM", 9L)
        .containsEntry("KICK", 10L)
        .containsEntry("LIST", 15L)
        .containsEntry("NC", 11L)
        .containsEntry("QACC", 8L)
        .containsEntry("R", 5L)
        .containsEntry("RING", 7L)
        .containsEntry("RO", 5L)
        .containsEntry("RUN", 7L)
        .containsEntry("SAVE", 18L)
        .containsEntry("SIG", 6L)
        .containsEntry("SLOT", 19L)
        .containsEntry("THR", 6L)
        .containsEntry("TRACE", 13L)
        .containsEntry("UX", 12L);
  }

  @Test
  void aSentenceIsOneLineAndHasNoFullStop() {
    assertThat(catalogue.rules().map(Rule::sentence))
        .allSatisfy(sentence -> assertThat(sentence).doesNotContain("\n").doesNotEndWith("."));
  }
}
