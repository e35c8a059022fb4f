package io.github.kvmtck.reports.expected;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.yaml.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviationListTest {

  private static final String GOOD =
      """
      backend: kvm
      expected:
        - rule: RUN-06
          vendor: kvm_pvm
          reason: exit_reason stays 0
          link: docs/verdicts.md
          expires: 2027-03-31
        - scenario: SIG-06/a-page-fault
          reason: the signal is ignored
          link: docs/verdicts.md
          expires: 2027-03-31
      """;

  private static final Scenario OF_THE_RULE = Samples.scenario("RUN-06", "Any");
  private static final Scenario NAMED = Samples.scenario("SIG-06", "A page fault");
  private static final Scenario ANOTHER = Samples.scenario("SIG-06", "Another");

  @TempDir Path folder;

  @Test
  void anEntryNamesOneScenarioOrAllOfARule() throws IOException {
    DeviationList list = read(GOOD).orThrow().on(Optional.of("kvm_pvm"));

    assertThat(list.expectationFor(OF_THE_RULE))
        .contains(
            new Expectation(
                "exit_reason stays 0", "docs/verdicts.md", LocalDate.parse("2027-03-31")));
    assertThat(list.expectationFor(NAMED)).isPresent();
    assertThat(list.expectationFor(ANOTHER)).isEmpty();
  }

  @Test
  void anEntryOfAVendorModuleCountsOnThatHostOnly() throws IOException {
    assertThat(read(GOOD).orThrow().on(Optional.of("kvm_intel")).expectationFor(OF_THE_RULE))
        .isEmpty();
    assertThat(read(GOOD).orThrow().on(Optional.empty()).expectationFor(NAMED)).isPresent();
  }

  @Test
  void anEntryThatNamesNothingInTheSuiteIsFound() throws IOException {
    DeviationList list = read(GOOD).orThrow();

    assertThat(list.unmatched(List.of(OF_THE_RULE, ANOTHER)))
        .containsExactly(
            new UnmatchedDeviation("SIG-06/a-page-fault", folder.resolve("kvm.yaml") + ":8"));
    assertThat(list.unmatched(List.of(OF_THE_RULE, NAMED))).isEmpty();
  }

  @Test
  void noFileMeansNoKnownDeviation() {
    assertThat(DeviationList.read(folder, "reference").orThrow().entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backend: kvm | backend: reference | 1 | the file has backend reference and must be called reference.yaml
          scenario: SIG-06/a-page-fault | rule: SIG-06/a-page-fault | 8 | an entry of expected names SIG-06/a-page-fault: a scenario's id has a slash, a rule's has none
          rule: RUN-06 | scenario: RUN-06 | 3 | an entry of expected names RUN-06: a scenario's id has a slash, a rule's has none
          rule: RUN-06 | note: RUN-06 | 3 | an entry of expected names neither or both of rule and scenario
          rule: RUN-06 | rule: SIG-06 | 8 | an entry of expected is also named at line 3
          scenario: SIG-06/a-page-fault | rule: RUN-06 | 8 | an entry of expected is also named at line 3
          scenario: SIG-06/a-page-fault | scenario: COMP-01/x | 8 | an entry of expected stands after RUN-06; sort the entries
          expires: 2027-03-31 | expires: soon | 7 | an entry of expected has expires soon, which is no day like 2027-03-31
          reason: exit_reason stays 0 | because: x | 3 | an entry of expected has no reason
          """)
  void everyMistakeIsOneSentenceWithItsLine(String place, String mistake, int line, String sentence)
      throws IOException {
    assertThat(GOOD).contains(place);
    int at = GOOD.indexOf(place);
    String bad = GOOD.substring(0, at) + mistake + GOOD.substring(at + place.length());

    switch (read(bad)) {
      case Reading.Good<DeviationList> good -> assertThat(good).as(bad).isNull();
      case Reading.Bad<DeviationList>(var problems) ->
          assertThat(problems.stream().map(Object::toString))
              .contains(folder.resolve("kvm.yaml") + ":" + line + ": " + sentence);
    }
  }

  private Reading<DeviationList> read(String text) throws IOException {
    Files.writeString(folder.resolve("kvm.yaml"), text);
    return DeviationList.read(folder, "kvm");
  }
}
