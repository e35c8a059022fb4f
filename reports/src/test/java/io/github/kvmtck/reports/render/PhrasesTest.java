package io.github.kvmtck.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhrasesTest {

  @Test
  void aReasonSaysMoreThanTheFirstLineOfAMessage() {
    assertThat(why(Optional.of("time limit of\n 10 s"), List.of("at KVM_RUN\nand so on")))
        .isEqualTo("time limit of 10 s");
  }

  @Test
  void withoutAReasonTheFirstLineStandsForTheMessage() {
    assertThat(why(Optional.empty(), List.of("at KVM_RUN\nand so on"))).isEqualTo("at KVM_RUN");
  }

  @Test
  void aFailureWithoutAnyTextStillSaysSomething() {
    assertThat(why(Optional.empty(), List.of())).isEqualTo("failed without a message");
  }

  private static String why(Optional<String> reason, List<String> messages) {
    ScenarioResult sample = Samples.result("fails", Verdict.FAIL);
    ScenarioResult result =
        new ScenarioResult(
            sample.scenario(),
            sample.backend(),
            sample.startedAt(),
            sample.duration(),
            Verdict.FAIL,
            reason,
            Optional.empty(),
            List.of(),
            messages,
            List.of());
    Run run = Samples.run(result);
    return Phrases.why(run, result);
  }
}
