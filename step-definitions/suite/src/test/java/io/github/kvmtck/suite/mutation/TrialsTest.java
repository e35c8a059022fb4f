package io.github.kvmtck.suite.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.mutation.Trial.Fate;
import io.github.kvmtck.suite.sample.FakeKernel;
import io.github.kvmtck.suite.sample.Sample;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrialsTest {
  private static final Mutant SILENT =
      new Greeting("silent", "SAMPLE-05", "", "but was: \"\"|empty");
  private static final Mutant RUDE = new Greeting("rude", "SAMPLE-05", "hey", "but was: \"hey\"");
  private static final Mutant POLITE = new Greeting("polite", "SAMPLE-05", "good morning", "x");
  private static final Mutant MISNAMED = new Greeting("misnamed", "SAMPLE-05", "hey", "ENOTTY");
  private static final Mutant STAYS = new Greeting("stays", "SAMPLE-06", "hey", "but was: \"hey\"");

  @Test
  void aSuiteThatKillsEveryMutantHasNoFault() throws InterruptedException {
    Matrix matrix = run(false, "SAMPLE-05,SAMPLE-07", SILENT, RUDE);
    assertThat(matrix.faults()).isEmpty();
    assertThat(matrix.trials()).extracting(Trial::fate).containsOnly(Fate.KILLED);
    assertThat(matrix.exempt())
        .extracting(Entry::id)
        .containsExactly("SAMPLE-07/what-else-a-kernel-says");
  }

  @Test
  void aSurvivorIsAFault() throws InterruptedException {
    assertThat(run(false, "SAMPLE-05", SILENT, POLITE).faults())
        .containsExactly("mutant polite of SAMPLE-05 survives: none of 2 scenarios fails");
  }

  @Test
  void aScenarioThatKillsNothingIsAFault() throws InterruptedException {
    assertThat(run(false, "SAMPLE-05", RUDE).faults())
        .containsExactly("SAMPLE-05/a-kernel-says-something-at-all kills nothing");
  }

  @Test
  void aFailureForAnotherReasonIsAFault() throws InterruptedException {
    assertThat(run(false, "SAMPLE-05", SILENT, MISNAMED).faults())
        .singleElement()
        .asString()
        .startsWith("mutant misnamed of SAMPLE-05 fails with another message: ");
  }

  @Test
  void aTestedRuleWithoutAMutantIsAFault() throws InterruptedException {
    assertThat(run(false, "SAMPLE-05,SAMPLE-06", SILENT).faults())
        .containsExactly("SAMPLE-06 is tested and has no mutant");
  }

  @Test
  void aScenarioThatFailsWithoutABreachIsAFault() throws InterruptedException {
    Mutant unstoppable = new Greeting("unstoppable", "SAMPLE-01", "hey", "EIO");
    assertThat(run(false, "SAMPLE-01", unstoppable).faults())
        .anyMatch(fault ->
            fault.startsWith(
                "SAMPLE-01/a-step-does-not-hold is FAIL on the kernel without a breach: "));
  }

  @Test
  void inAFullMatrixKillsOfOtherRulesAreShownAndNotJudged() throws InterruptedException {
    Matrix matrix = run(true, "SAMPLE-05,SAMPLE-06", SILENT, STAYS);
    assertThat(matrix.faults()).isEmpty();
    assertThat(matrix.trials().getFirst().otherKills())
        .extracting(ScenarioResult::scenario)
        .extracting(scenario -> scenario.rule())
        .containsExactly("SAMPLE-06");
  }

  private static Matrix run(boolean full, String rules, Mutant... mutants)
      throws InterruptedException {
    Suite suite = Sample.suite();
    List<Entry> entries =
        new Selection(List.of(rules.split(",", -1)), Optional.empty(), Optional.empty()).of(suite);
    return new Trials(suite, new FakeKernel.Provider(), entries, full)
        .run(List.of(mutants), 2, trial -> {});
  }

  private record Greeting(String name, String rule, String says, String expected)
      implements Mutant {
    @Override
    public String breach() {
      return "It says \"" + says + "\".";
    }

    @Override
    public Pattern message() {
      return Pattern.compile(expected);
    }

    @Override
    public Kernel open(KernelProvider healthy) {
      return new FakeKernel(says);
    }
  }
}
