package io.github.kvmtck.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunTest {

  @Test
  void resultsAreSortedAsRulesAreAndThenById() {
    Run run =
        Samples.run(
            result("COMP-10", "a"),
            result("NC-01", "a"),
            result("COMP-9", "b"),
            result("COMP-9", "a"));

    assertThat(run.results().stream().map(result -> result.scenario().id()))
        .containsExactly("COMP-9/a", "COMP-9/b", "COMP-10/a", "NC-01/a");
  }

  private static ScenarioResult result(String rule, String name) {
    return ScenarioResult.of(
        Samples.scenario(rule, name), "reference", Samples.NOW, Verdict.NOT_RUN, "for the test");
  }
}
