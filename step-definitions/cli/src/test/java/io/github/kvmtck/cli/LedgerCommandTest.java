package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandTest {
  @TempDir private Path folder;
  private Path a;
  private Path b;

  @BeforeEach
  void twoRunsOfWhichOneSawSomethingElse() throws IOException {
    a = run("a");
    b = run("b");
    Path ledger = b.resolve("ledger.json");
    Files.writeString(ledger, Files.readString(ledger).replace("\"blue\"", "\"green\""));
  }

  private Path run(String name) {
    return run(name, "SAMPLE-01/an-observation-is-recorded");
  }

  private Path run(String name, String rules) {
    Path out = folder.resolve(name);
    Session session =
        Session.of("run", "--backend", "fake", "--out", out.toString(), "--rule", rules);
    assertThat(session.code()).isZero();
    return out;
  }

  @Test
  void aDifferenceIsShownUnderItsScenario() {
    Session session = Session.of("ledger", a.toString(), b.toString());
    assertThat(session.code()).isZero();
    assertThat(session.out())
        .startsWith("A: fake, profile mainline, kernel ")
        .endsWith(
            """

            Observations
              SAMPLE-01/an-observation-is-recorded
                the colour
                  A  blue
                  B  green

            1 observation in A, 1 in B: 1 differ, and 0 counts; 0 verdicts differ.
            """);
  }

  @Test
  void whatOnlyOneOfThemRanIsCountedAndNotCompared() {
    Path more = run("more", "SAMPLE-01/an-observation-is-recorded,SAMPLE-05");
    Session session = Session.of("ledger", more.toString(), b.toString(), "--exit-code");
    assertThat(session.code()).isEqualTo(1);
    assertThat(session.out())
        .contains("A has 2 scenarios that B did not run, such as SAMPLE-05/")
        .doesNotContain("B has");
    assertThat(Session.of("ledger", b.toString(), more.toString()).out())
        .contains("B has 2 scenarios that A did not run");
  }

  @Test
  void aFileIsAsGoodAsItsFolder() {
    Session session =
        Session.of("ledger", a.resolve("ledger.json").toString(), a.toString(), "--exit-code");
    assertThat(session.code()).isZero();
    assertThat(session.out()).contains("0 differ").doesNotContain("Observations");
  }

  @Test
  void theExitCodeSaysThatTheyDifferWhereThatIsAskedFor() {
    assertThat(Session.of("ledger", a.toString(), b.toString(), "--exit-code").code()).isEqualTo(1);
  }

  @Test
  void asJsonEachSideHasItsValue() throws JsonProcessingException {
    JsonNode json =
        new ObjectMapper()
            .readTree(Session.of("ledger", "--json", a.toString(), b.toString()).out());
    assertThat(json.at("/a/run/backend").asText()).isEqualTo("fake");
    assertThat(json.at("/verdictsCompared").asBoolean()).isTrue();
    assertThat(json.at("/facts/0/a").asText()).isEqualTo("blue");
    assertThat(json.at("/facts/0/b").asText()).isEqualTo("green");
    assertThat(json.get("counts")).isEmpty();
  }

  @Test
  void whatIsNoRunIsOneSentence() throws IOException {
    Session session = Session.of("ledger", a.toString(), "nobody");
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err())
        .startsWith("kvm-tck: There is no ledger nobody: it is neither a file, nor a folder")
        .hasLineCount(1);
    Files.writeString(b.resolve("ledger.json"), "{");
    Session torn = Session.of("ledger", a.toString(), b.toString());
    assertThat(torn.code()).isEqualTo(2);
    assertThat(torn.err()).contains("is no ledger of a run").hasLineCount(1);
  }

  @Test
  void twoAreNeeded() {
    Session session = Session.of("ledger", a.toString());
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err()).contains("Missing required parameter: 'B'").hasLineCount(1);
  }
}
