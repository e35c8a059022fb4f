package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of the sample suite, whose rules no mutant breaks. */
class MutantsCommandTest {

  @Test
  void aRuleThatIsOnlyObservedSaysThatNothingCanFailIt() {
    Session session = Session.of("mutants", "--backend", "fake", "--rule", "SAMPLE-07");
    assertThat(session.code()).isEqualTo(4);
    assertThat(session.err())
        .isEqualTo(
            """
            kvm-tck: SAMPLE-07 is only observed, so that no kernel can fail it: nobody can say what is right.
            kvm-tck: no mutant breaks what was asked for; nothing was run.
            """);
  }

  @Test
  void aRuleWithoutScenariosSaysWhy() {
    Session session = Session.of("mutants", "--backend", "fake", "--rule", "SAMPLE-13");
    assertThat(session.code()).isEqualTo(4);
    assertThat(session.err())
        .startsWith("kvm-tck: SAMPLE-13 has no scenario and is untestable: nobody can look");
  }

  @Test
  void aBackendThatIsNotThereIsSaid() {
    Session session = Session.of("mutants", "--backend", "fak");
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err()).startsWith("kvm-tck: There is no backend fak; did you mean fake?");
  }
}
