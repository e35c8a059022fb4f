package io.github.kvmtck.suite.alternatives;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.yaml.Problem;
import io.github.kvmtck.reports.yaml.Reading;
import io.github.kvmtck.suite.sample.FakeKernel;
import io.github.kvmtck.suite.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedsTest {
  private static final String GOOD =
      """
      needs:
        - id: greet
          title: Saying something
          text: Somebody wants to be greeted.
          alternatives:
            - id: morning
              text: good morning
              status: mainline
              source: [the runner's tests]
              rules: [SAMPLE-07]
              loses:
                - text: it does not last
                - text: it leaves
                  scenario: SAMPLE-01/rows-are-told-apart@one-3
            - id: nothing
              text: silence
              status: discussed
              source: [nobody]
              rules: [SAMPLE-11]
              loses:
                - text: it says nothing
                  scenario: SAMPLE-11/a-feature-is-absent
          points:
            - text: In the morning
              shown:
                - {by: morning, scenario: SAMPLE-07/what-else-a-kernel-says}
      """;

  @TempDir private Path folder;

  @Test
  void aNeedIsRunAndWrittenDown() throws IOException, InterruptedException {
    Survey survey = Survey.of(Sample.suite(), read(GOOD).orThrow(), new FakeKernel.Provider());
    assertThat(survey.faults()).isEmpty();
    assertThat(SurveyMarkdown.of(survey))
        .contains(
            """
            | `morning` | good morning | mainline | 1 of 1 pass |
            """,
            """
            **In the morning**

            | alternative | what came back | calls | shown by |
            |---|---|---:|---|
            | `morning` | not called | 0 | `SAMPLE-07/what-else-a-kernel-says` |
            | `nothing` | — |  |  |
            """,
            """
            - shows, by the names of its scenarios:
              - SAMPLE-07: What else a kernel says
            - loses:
              - it does not last
              - it leaves: `SAMPLE-01/rows-are-told-apart@one-3`
            """,
            "  - the rest: silence (`SAMPLE-07/what-else-a-kernel-says`)");
  }

  @Test
  void whatIsLostIsNotAlsoShownAsGiven() throws IOException, InterruptedException {
    Survey survey = Survey.of(Sample.suite(), read(GOOD).orThrow(), new FakeKernel.Provider());
    assertThat(SurveyMarkdown.of(survey))
        .endsWith(
            """
            **`nothing`** (nobody)

            - loses:
              - it says nothing: `SAMPLE-11/a-feature-is-absent`
            """);
  }

  @Test
  void theRowsOfAnOutlineAreOneLine() throws IOException, InterruptedException {
    String rows =
        GOOD.replace("rules: [SAMPLE-07]", "rules: [SAMPLE-07, SAMPLE-01]")
            .replace("scenario: SAMPLE-01/rows-are-told-apart@one-3", "");
    Survey survey = Survey.of(Sample.suite(), read(rows).orThrow(), new FakeKernel.Provider());
    assertThat(SurveyMarkdown.of(survey))
        .contains("- SAMPLE-01: Rows are told apart (and 1 more like it)\n")
        .doesNotContain("An assertion fails in the set-up");
  }

  @Test
  void aScenarioThatDoesNotPassShowsNothing() throws IOException, InterruptedException {
    String failing =
        GOOD.replace(
            "SAMPLE-07/what-else-a-kernel-says}", "SAMPLE-01/an-assertion-fails-in-the-set-up}");
    assertThat(
            Survey.of(Sample.suite(), read(failing).orThrow(), new FakeKernel.Provider()).faults())
        .containsExactly("SAMPLE-01/an-assertion-fails-in-the-set-up is FAIL on mainline");
  }

  @Test
  void whatIsNotInTheSuiteIsAMistake() throws IOException {
    assertThat(problems(GOOD.replace("[SAMPLE-11]", "[SAMPLE-70]")))
        .containsExactly("alternative nothing names SAMPLE-70, which no scenario tests");
    assertThat(problems(GOOD.replace("told-apart@one-3", "told-apart@two-3")))
        .singleElement()
        .asString()
        .contains("which the suite does not have");
    assertThat(problems(GOOD.replace("by: morning", "by: evening")))
        .singleElement()
        .asString()
        .contains("is by evening, which is none of the alternatives");
    assertThat(problems(GOOD.replace("id: nothing", "id: morning")))
        .containsExactly("need greet has two alternatives called morning");
    assertThat(
            problems(
                GOOD.replace("rules: [SAMPLE-11]", "variations: [x]\n        rules: [SAMPLE-11]")))
        .containsExactly("alternative nothing has neither or both of variations and rules");
  }

  private List<String> problems(String text) throws IOException {
    return read(text) instanceof Reading.Bad<List<Need>>(var problems)
        ? problems.stream().map(Problem::sentence).toList()
        : List.of();
  }

  private Reading<List<Need>> read(String text) throws IOException {
    return Needs.read(Files.writeString(folder.resolve("needs.yaml"), text), Sample.suite());
  }
}
