package io.github.kvmtck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MutantsTest {
  private static final List<Mutant> ALL =
      ServiceLoader.load(Mutant.class).stream().map(ServiceLoader.Provider::get).toList();

  @Test
  void namesAreUniqueAndSpeakable() {
    assertThat(ALL).isNotEmpty();
    assertThat(ALL)
        .extracting(Mutant::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void everyBreachIsASentence() {
    assertThat(ALL).extracting(Mutant::breach).allMatch(breach -> breach.matches("[A-Z].*\\."));
  }

  @Test
  void everyRuleIsWrittenAsTheCatalogueDoes() {
    assertThat(ALL).extracting(Mutant::rule).allMatch(rule -> rule.matches("[A-Z]+-\\d+[a-z]?"));
  }
}
