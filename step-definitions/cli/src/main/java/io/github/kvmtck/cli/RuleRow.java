package io.github.kvmtck.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.mutation.Mutants;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A rule with what the suite has for it, as {@code kvm-tck rules} shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleRow(
    String id,
    String sentence,
    String binds,
    String status,
    @Nullable String gate,
    List<String> source,
    String disposition,
    @Nullable String reason,
    @Nullable String note,
    List<String> scenarios,
    List<String> mutants) {

  /** All of them, in the order of the catalogue. */
  static List<RuleRow> all(Suite suite) {
    List<Mutant> mutants = Mutants.installed();
    return suite.catalogue().rules().map(rule -> of(rule, suite, mutants)).toList();
  }

  private static RuleRow of(Rule rule, Suite suite, List<Mutant> mutants) {
    return new RuleRow(
        rule.id(),
        rule.sentence(),
        word(rule.binds()),
        word(rule.status()),
        rule.gate().orElse(null),
        rule.sources(),
        word(rule.disposition()),
        rule.reason().orElse(null),
        rule.note().orElse(null),
        suite.of(rule.id()).map(Entry::id).toList(),
        mutants.stream()
            .filter(mutant -> mutant.rule().equals(rule.id()))
            .map(Mutant::name)
            .toList());
  }

  /** An enum's constant as the catalogue writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
