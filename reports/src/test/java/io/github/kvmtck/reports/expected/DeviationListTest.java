package io.github.kvmtck.reports.expected;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.RunInfo.Environment;
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
      vendors: [kvm_pvm]
      expected:
        - rule: RUN-06
          vendor: kvm_pvm
          releases: ">=6.1 <=6.12"
          message: exit_reason is \\d+
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
    DeviationList list = read(GOOD).orThrow().on(host("kvm_pvm", "6.12.94-cloud"));

    assertThat(list.expectationFor(OF_THE_RULE))
        .contains(
            new Expectation(
                "exit_reason stays 0", "docs/verdicts.md", LocalDate.parse("2027-03-31")));
    assertThat(list.expectationFor(NAMED)).isPresent();
    assertThat(list.expectationFor(ANOTHER)).isEmpty();
  }

  @Test
  void anEntryOfAVendorModuleCountsOnThatHostOnly() throws IOException {
    assertThat(read(GOOD).orThrow().on(host("kvm_intel", "6.12")).expectationFor(OF_THE_RULE))
        .isEmpty();
    assertThat(read(GOOD).orThrow().on(host("", "unknown")).expectationFor(NAMED)).isPresent();
  }

  @Test
  void anEntryOfReleasesCountsOnThoseOnly() throws IOException {
    DeviationList list = read(GOOD).orThrow();
    for (String release : List.of("6.1", "6.1.0-9-amd64", "6.6.87", "6.12.94-cloud")) {
      assertThat(list.on(host("kvm_pvm", release)).expectationFor(OF_THE_RULE))
          .as(release)
          .isPresent();
    }
    for (String release : List.of("5.15.3", "6.0.9", "6.13.0", "6.120", "7.0", "unknown")) {
      assertThat(list.on(host("kvm_pvm", release)).expectationFor(OF_THE_RULE))
          .as(release)
          .isEmpty();
    }
  }

  @Test
  void anEntryWithAMessageExcusesNoOtherFailure() throws IOException {
    DeviationList list = read(GOOD).orThrow().on(host("kvm_pvm", "6.12"));

    assertThat(list.expectationFor(OF_THE_RULE, List.of("expected: 39", "exit_reason is 0")))
        .isPresent();
    assertThat(list.expectationFor(OF_THE_RULE, List.of("KVM_RUN failed: ENOEXEC"))).isEmpty();
    assertThat(list.expectationFor(OF_THE_RULE, List.of())).isEmpty();
    assertThat(list.expectationFor(NAMED, List.of("anything"))).isPresent();
  }

  @Test
  void anEntryThatNamesNothingInTheSuiteIsFound() throws IOException {
    DeviationList list = read(GOOD).orThrow();

    assertThat(list.unmatched(List.of(OF_THE_RULE, ANOTHER)))
        .containsExactly(
            new UnmatchedDeviation("SIG-06/a-page-fault", folder.resolve("kvm.yaml") + ":11"));
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
          scenario: SIG-06/a-page-fault | rule: SIG-06/a-page-fault | 11 | an entry of expected names SIG-06/a-page-fault: a scenario's id has a slash, a rule's has none
          rule: RUN-06 | scenario: RUN-06 | 4 | an entry of expected names RUN-06: a scenario's id has a slash, a rule's has none
          rule: RUN-06 | note: RUN-06 | 4 | an entry of expected names neither or both of rule and scenario
          rule: RUN-06 | rule: SIG-06 | 11 | an entry of expected is also named at line 4
          scenario: SIG-06/a-page-fault | rule: RUN-06 | 11 | an entry of expected is also named at line 4
          scenario: SIG-06/a-page-fault | scenario: COMP-01/x | 11 | an entry of expected stands after RUN-06; sort the entries
          expires: 2027-03-31 | expires: soon | 10 | an entry of expected has expires soon, which is no day like 2027-03-31
          releases: ">=6.1 <=6.12" | releases: until 6.12 | 4 | an entry of expected has releases until 6.12, which is not a range of releases like >=6.1 <=6.12
          message: exit_reason is \\d+ | message: "exit_reason (" | 4 | an entry of expected has message exit_reason (, which is not a regular expression
          vendor: kvm_pvm | vendor: kvm_pwm | 4 | an entry of expected is of the vendor kvm_pwm, which vendors does not name
          vendors: [kvm_pvm] | vendors: [kvm_pvm, kvm_amd] | 1 | the file names the vendor kvm_amd, which no entry is of
          reason: exit_reason stays 0 | because: x | 4 | an entry of expected has no reason
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

  private static Environment host(String vendor, String release) {
    return new Environment(
        release,
        Optional.of(vendor).filter(name -> !name.isEmpty()),
        "A processor",
        Optional.empty(),
        "25",
        Optional.empty());
  }

  private Reading<DeviationList> read(String text) throws IOException {
    Files.writeString(folder.resolve("kvm.yaml"), text);
    return DeviationList.read(folder, "kvm");
  }
}
