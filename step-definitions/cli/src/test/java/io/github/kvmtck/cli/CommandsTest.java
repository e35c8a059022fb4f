package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kvmtck.suite.sample.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

  @Test
  void withoutACommandThereIsHelp() {
    Session session = Session.of();
    assertThat(session.code()).isZero();
    assertThat(session.out()).contains("Commands:", "run ", "mutants ", "doctor ", "Exit codes");
  }

  @Test
  void theVersionNamesTheSuiteAndJava() {
    assertThat(Session.of("--version").out()).matches("KVM TCK \\S+( \\(\\w+\\))?\nJava \\S+\n");
  }

  @Test
  void everyCommandKnowsTheVersionAndItsHelp() {
    for (String command : List.of("run", "ledger", "stability", "mutants", "explain", "doctor")) {
      assertThat(Session.of(command, "--version").out()).startsWith("KVM TCK ");
      assertThat(Session.of(command, "--help").out()).startsWith("Usage: kvm-tck " + command);
    }
  }

  @Test
  void aCommandThatIsNoneIsRefused() {
    assertThat(Session.of("ledgr").err())
        .isEqualTo(
            "kvm-tck: There is no command ledgr; did you mean ledger? Try `kvm-tck --help`.\n");
    assertThat(Session.of("doctor", "now").err())
        .isEqualTo("kvm-tck doctor: There is no place for now. Try `kvm-tck doctor --help`.\n");
  }

  @Test
  void aPageThatCannotBeWrittenIsRefusedBeforeAnythingIsRun() {
    Session session = Session.of("alternatives", "--out", "no/such/folder/page.md");
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err())
        .isEqualTo("kvm-tck: The file no/such/folder/page.md cannot be written.\n");
  }

  @Test
  void rulesAsJsonHaveTheirScenarios() throws JsonProcessingException {
    JsonNode rules = new ObjectMapper().readTree(Session.of("rules", "--json").out());
    assertThat(rules).hasSize((int) Sample.suite().catalogue().rules().count());
    JsonNode first = rules.get(0);
    assertThat(first.get("id").textValue()).isEqualTo("SAMPLE-01");
    assertThat(first.get("disposition").textValue()).isEqualTo("tested");
    assertThat(first.get("scenarios")).hasSize(6);
  }

  @Test
  void aRuleIsExplainedWithItsScenarios() {
    assertThat(Session.of("explain", "sample-04").out())
        .contains(
            "SAMPLE-04  What a scenario leaves behind is found",
            "source   the runner's tests",
            "Scenario: The kernel warns",
            "Given a process");
  }

  @Test
  void aFamilyIsExplainedByItsRules() {
    assertThat(Session.of("explain", "Sample").out())
        .startsWith(
            "SAMPLE  Rules for the tests of the runner\n\n  SAMPLE-01 tested     A step that")
        .contains("  SAMPLE-13 untestable A kernel dreams\n")
        .doesNotContain("Scenario:");
  }

  @Test
  void aScenarioIsExplainedWithItsRule() {
    assertThat(Session.of("explain", "sample-04/the-kernel-warns").out())
        .startsWith("SAMPLE-04  What a scenario leaves behind is found")
        .containsOnlyOnce("Scenario:");
  }

  @Test
  void aRuleThatIsNotTestedSaysWhy() {
    assertThat(Session.of("explain", "SAMPLE-13").out())
        .contains("suite    untestable", "because  nobody can look into it");
  }

  @Test
  void anUnknownRuleCannotBeExplained() {
    Session session = Session.of("explain", "SAMPLE-99");
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err()).startsWith("kvm-tck: There is no rule, family or scenario SAMPLE-99");
  }

  @Test
  void theDoctorSaysWhatAnAbsenceCosts() {
    assertThat(Session.of("doctor").out()).contains("JDK", "backend fake");
  }

  @Test
  void profilesListsWhatCanBeJoined() throws JsonProcessingException {
    assertThat(Session.of("profiles").out())
        .contains(
            """
            backend fake
              mainline     nothing but what Linux has
            """,
            "  proposed     needs-completion",
            "    emulator-path ",
            "not with fast-port-io");
    JsonNode backends = new ObjectMapper().readTree(Session.of("profiles", "--json").out());
    assertThat(backends.findValuesAsText("backend")).contains("fake", "reference");
  }

  @Test
  void completionIsAShellScript() {
    assertThat(Session.of("completion").out())
        .startsWith("#!/usr/bin/env bash")
        .contains("kvm-tck")
        .contains(
            "local BACKEND_option_args=(\"fake\" ",
            "local PROFILE_option_args=(\"mainline\" \"proposed\" ",
            "local PROPOSAL_option_args=(\"blocking-completion\" ",
            "local ID_option_args=(\"ALT\" \"CLEAR\" ",
            "\"COMP-02\" ");
  }
}
