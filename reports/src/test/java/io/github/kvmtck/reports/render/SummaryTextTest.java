package io.github.kvmtck.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Run.Ending;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.Summary;
import io.github.kvmtck.reports.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

  @Test
  void everythingIsCountedAndWhatIsNotAPassIsExplained() {
    Run run = Samples.everyKind("reference");

    assertThat(SummaryText.of(Summary.of(run)))
        .startsWith(
            """
            reference, profile mainline: 13 scenarios of 3 rules
              applicable            11
              passed                 1
              failed                 3
              expected failure       1
              unexpected pass        1
              not applicable         2
              not run                2
              not exercised          1
              broken                 2
              time                   2.0 s, seed 42

            failed
              COMP-02/fails  features/kvm/completion.feature:12
                expected EINTR
            """)
        .contains(
            """
            not applicable
              because of <NOT-APPLICABLE> # & "quotes"
                COMP-02
              KVM_CAP_NEEDS_COMPLETION is absent, and its absence was tested
                NC-01
            """)
        .doesNotContain("part of it");
  }

  @Test
  void aPassingRunIsShort() {
    Run run = Samples.run(Samples.result("p", Verdict.PASS));

    assertThat(SummaryText.of(Summary.of(run)))
        .isEqualTo(
            """
            reference, profile mainline: 1 scenario of 1 rule
              applicable             1
              passed                 1
              failed                 0
              time                   2.0 s, seed 42
            """);
  }

  @Test
  void aPartSaysThatItIsOneAndAWrongListIsNamed() {
    Run run = Samples.run(Samples.result("p", Verdict.PASS));
    var unmatched = List.of(new UnmatchedDeviation("COMP-99", "kvm.yaml:3"));

    assertThat(
            SummaryText.of(
                Summary.of(
                    new Run(
                        run.info(), run.results(), unmatched, Ending.INTERRUPTED, run.endedAt()))))
        .endsWith(
            """

            known deviations that match nothing
              kvm.yaml:3: COMP-99 is listed and names nothing in the suite

            the run was interrupted: this is a part of it
            """);
  }

  @Test
  void fortyScenariosThatLackOneThingAreOneLine() {
    Run run =
        Samples.run(
            Samples.result("a", Verdict.NOT_RUN),
            Samples.result("b", Verdict.NOT_RUN),
            Samples.result("c", Verdict.NOT_RUN));

    assertThat(SummaryText.of(Summary.of(run)))
        .endsWith("not run\n  because of <NOT-RUN> # & \"quotes\"\n    COMP-02 (3)\n");
    assertThat(Summary.of(run).totals()).containsEntry(Verdict.PASS, 0).hasSize(6);
  }
}
