package io.github.kvmtck.suite.mutation;

import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.reports.RuleId;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The mutants of the class path. */
public final class Mutants {
  private static final Comparator<Mutant> ORDER =
      Comparator.comparing(Mutant::rule, RuleId.ORDER).thenComparing(Mutant::name);

  private Mutants() {}

  /** All of them, sorted by rule and name. */
  public static List<Mutant> installed() {
    return ServiceLoader.load(Mutant.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(ORDER)
        .toList();
  }

  /** Those that break one rule. */
  public static List<Mutant> of(String rule) {
    return installed().stream().filter(mutant -> mutant.rule().equals(rule)).toList();
  }
}
