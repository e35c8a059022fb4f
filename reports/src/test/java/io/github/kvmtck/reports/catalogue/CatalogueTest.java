package io.github.kvmtck.reports.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.yaml.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  private static final String GOOD =
      """
      family: NC
      title: A title
      rules:
        - id: NC-01
          sentence: One thing holds
          binds: kvm
          status: mainline
          source: [api.rst section 5]
          disposition: tested
        - id: NC-02
          sentence: Another thing holds
          binds: vmm
          status: derived
          source: [api.rst section 5]
          disposition: later
          reason: no step for it yet
      """;

  @TempDir Path folder;

  @Test
  void theSampleIsRead() {
    Catalogue catalogue = Catalogue.read(Path.of("src/test/resources/catalogue")).orThrow();

    assertThat(catalogue.rules().map(Rule::id)).containsExactly("NC-01", "NC-04", "NC-08");
    assertThat(catalogue.rule("NC-08"))
        .contains(
            new Rule(
                "NC-08",
                "Advertising the capability obliges KVM to set the flag for every listed exit of"
                    + " its architecture",
                Binds.KVM,
                Status.PROPOSED,
                Optional.of("the proposal needs-completion"),
                List.of("87ikqlr4vo.wl-maz@kernel.org", "Z4U03KRYy2DVEgJR@google.com"),
                Disposition.UNTESTABLE,
                Optional.of("the exits in question are those of arm64 and powerpc"),
                Optional.empty()));
    assertThat(catalogue.rule("NC-04").orElseThrow().note().orElseThrow()).doesNotContain("\n");
    assertThat(catalogue.rule("NC-99")).isEmpty();
  }

  /** Each row turns one place of a good file into a mistake and names the sentence for it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          binds: vmm            | colour: red           | 10 | rule NC-02 has no binds
          disposition: tested   | dispositon: tested    | 4  | rule NC-01 has no disposition
          disposition: tested   | dispositon: tested    | 9  | rule NC-01 has an unknown key dispositon
          status: derived       | status: merged        | 13 | rule NC-02 has status merged, which is none of mainline, proposed, alternative, derived
          reason: no step for it yet | note: nothing    | 10 | rule NC-02 is later and gives no reason
          disposition: tested   | {disposition: tested, reason: x} | 4 | rule NC-01 is tested and gives a reason for not being tested; use note
          disposition: tested   | {disposition: monitored, reason: x} | 4 | rule NC-01 is monitored and gives a reason for not being monitored; use note
          id: NC-02             | id: NC-01             | 10 | rule NC-01 stands twice
          id: NC-02             | id: NC-00             | 10 | rule NC-00 stands after NC-01; sort the rules by id
          id: NC-02             | id: COMP-02           | 10 | rule COMP-02 has an id that is not NC- and a number, like NC-02 or NC-06a
          id: NC-02             | sentence: Twice       | 11 | an entry of rules has the key sentence twice
          sentence: One thing holds | sentence: ''      | 5  | rule NC-01 has an empty sentence
          source: [api.rst section 5] | gate: x         | 4  | rule NC-01 has no source
          source: [api.rst section 5] | source: api.rst | 8  | rule NC-01 has a source that is not a list of entries
          title: A title        | subtitle: A title     | 1  | the file has no title
          family: NC            | family: IMM           | 1  | the file has family IMM and must be called IMM.yaml
          title: A title        | 'title: A: title'     | 2  | this is no YAML: mapping values are not allowed here
          """)
  void everyMistakeIsOneSentenceWithItsLine(String place, String mistake, int line, String sentence)
      throws IOException {
    assertThat(GOOD).contains(place);
    String text = mistake.replaceAll("[{}]", "").replace(", ", "\n    ");
    Path file = write("NC.yaml", replaceFirst(GOOD, place, text));

    assertThat(problems()).contains(file + ":" + line + ": " + sentence);
  }

  @Test
  void allMistakesAreNamedAtOnce() throws IOException {
    write("NC.yaml", GOOD.replace("binds: ", "bound: "));

    assertThat(problems()).hasSize(4);
  }

  @Test
  void aTextOfTwoLinesIsRefusedBecauseGherkinCannotRepeatIt() throws IOException {
    Path file =
        write("NC.yaml", replaceFirst(GOOD, "One thing holds", "|-\n      One\n      thing"));

    assertThat(problems())
        .containsExactly(
            file + ":5: rule NC-01 has a sentence that is not one line; fold a long one with >-");
  }

  @Test
  void anEmptyFolderIsNoCatalogue() {
    assertThat(problems())
        .containsExactly(folder + ":1: the folder has no rules: it holds no .yaml file");
  }

  @Test
  void numbersSortAsNumbers() {
    assertThat(
            Stream.of(
                    "VTL-A1",
                    "VTL-20",
                    "NC-01",
                    "COMP-10",
                    "COMP-9",
                    "COMP-06b",
                    "COMP-06a",
                    "R3",
                    "COMP-06")
                .sorted(RuleId.ORDER))
        .containsExactly(
            "COMP-06",
            "COMP-06a",
            "COMP-06b",
            "COMP-9",
            "COMP-10",
            "NC-01",
            "R3",
            "VTL-20",
            "VTL-A1");
  }

  private List<String> problems() {
    return switch (Catalogue.read(folder)) {
      case Reading.Good<Catalogue> _ -> List.of();
      case Reading.Bad<Catalogue>(var problems) -> problems.stream().map(Object::toString).toList();
    };
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String replaceFirst(String text, String place, String by) {
    int at = text.indexOf(place);
    return text.substring(0, at) + by + text.substring(at + place.length());
  }
}
