package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "SAMPLE-01/every-step-holds, 0",
    "SAMPLE-01/a-step-does-not-hold, 0",
    "SAMPLE-01/an-assertion-fails-in-the-set-up, 1",
    "SAMPLE-02/a-step-is-undefined, 5",
    "SAMPLE-02/a-gate-says-that-the-host-lacks-a-permission, 3",
    "SAMPLE-02/a-gate-says-that-the-kernel-lacks-the-feature, 4",
  })
  void theExitCodeSaysWhatTheVerdictsSay(String scenario, int code) {
    assertThat(run("--rule", scenario)).extracting(Session::code).isEqualTo(code);
  }

  @Test
  void whatDoesNotApplyBringsTheScenariosThatShowIt() {
    Session session = run("--rule", "SAMPLE-10");
    assertThat(session.code()).isZero();
    assertThat(run("--rule", "SAMPLE-10", "--list").out())
        .contains("SAMPLE-10/a-feature-is-there", "SAMPLE-11/a-feature-is-absent");
  }

  @Test
  void aBrokenSuiteCountsBeforeAFailure() {
    assertThat(run("--rule", "SAMPLE-01,SAMPLE-02").code()).isEqualTo(5);
  }

  @Test
  void nothingSelectedIsSaidAndWritesNothing() {
    Session session = run("--tags", "@nobody");
    assertThat(session.code()).isEqualTo(4);
    assertThat(session.err())
        .isEqualTo(
            """
            kvm-tck: No scenario has the tag @nobody.
            kvm-tck: no scenario matches what was asked for; nothing was run.
            """);
    assertThat(folder).isEmptyDirectory();
    assertThat(run("--tags", "@nobody", "--list")).isEqualTo(session);
  }

  @Test
  void aTagThatNoScenarioHasIsNotPassedOverInSilence() {
    assertThat(run("--rule", "SAMPLE-06", "--tags", "not (race or @rack)", "--list").err())
        .startsWith(
            """
            kvm-tck: No scenario has the tag race; did you mean @race?
            kvm-tck: No scenario has the tag @rack; did you mean @race?
            """);
  }

  @Test
  void aRuleWithoutScenariosSaysWhy() {
    Session session = run("--rule", "sample-13");
    assertThat(session.code()).isEqualTo(4);
    assertThat(session.err())
        .isEqualTo(
            """
            kvm-tck: SAMPLE-13 has no scenario and is untestable: nobody can look into it.
            kvm-tck: no scenario matches what was asked for; nothing was run.
            """);
  }

  @Test
  void aRuleWithoutScenariosIsNotPassedOverInSilence() {
    Session session = run("--rule", "SAMPLE-13,SAMPLE-05", "--list");
    assertThat(session.code()).isZero();
    assertThat(session.err())
        .isEqualTo(
            "kvm-tck: SAMPLE-13 has no scenario and is untestable: nobody can look into it.\n");
  }

  @Test
  void everyFormatIsWrittenAndTheReportIsNamedLast() {
    Session session = run("--rule", "SAMPLE-01");
    assertThat(folder.toFile().list())
        .contains(
            "journal.jsonl",
            "results.json",
            "ledger.json",
            "junit.xml",
            "results.ktap",
            "summary.md",
            "allure-results",
            "report.html");
    assertThat(session.out().strip().lines().toList().getLast())
        .isEqualTo("Report: " + folder.resolve("report.html"));
  }

  @Test
  void aFailureTeaches() {
    assertThat(run("--rule", "SAMPLE-01/an-assertion-fails-in-the-set-up").err())
        .contains(
            """
            FAIL    SAMPLE-01/an-assertion-fails-in-the-set-up  features/kvm/verdicts.feature:18
                    SAMPLE-01: A step that holds gives PASS
                    source: the runner's tests
                    "Given the kernel breaks its promise" (line 19)
                    expected EINTR and got EIO
                    again: kvm-tck run --backend fake --rule SAMPLE-01/an-assertion-fails-in-the-set-up
            """);
  }

  @Test
  void aSeedIsPrintedAndCanBeGiven() {
    assertThat(run("--rule", "SAMPLE-01/every-step-holds", "--seed", "42").err())
        .contains("seed 42");
  }

  @Test
  void racesBesideOtherVmsAreAnnounced() {
    assertThat(run("--rule", "SAMPLE-06").err())
        .contains("warning: this host carries 2 other VMs; the races that follow load it");
    assertThat(run("--rule", "SAMPLE-05").err()).doesNotContain("warning");
  }

  @Test
  void scenariosCanBeListedWithoutARun() {
    Session session = run("--rule", "SAMPLE-03", "--list");
    assertThat(session.code()).isZero();
    assertThat(session.out().lines()).hasSize(4).allMatch(line -> line.startsWith("SAMPLE-03/"));
    assertThat(folder).isEmptyDirectory();
  }

  static List<Arguments> mistakes() {
    return List.of(
        mistake("There is no backend fak; did you mean fake?", "--backend", "fak"),
        mistake(
            "There is no rule, family or scenario SAMPLE-09; did you mean", "--rule", "SAMPLE-09"),
        mistake("The tag expression \"(@a\" does not parse", "--tags", "(@a"),
        mistake("has no profile odd", "--profile", "odd"),
        mistake(
            "Did you mean proposed? `kvm-tck profiles` lists them.",
            "--backend",
            "reference",
            "--profile",
            "propsed"),
        mistake(
            "it is joined to one, as in mainline+emulator-path.",
            "--backend",
            "reference",
            "--profile",
            "emulator-path"),
        mistake(
            "emulator-path and fast-port-io cannot be had together: each is a host flavour.",
            "--backend",
            "reference",
            "--profile",
            "proposed+emulator-path+fast-port-io"),
        mistake(
            "There is no proposal greating; did you mean greeting? Known: greeting.",
            "--implements",
            "greeting,greating"),
        mistake(
            "implements the proposals that its profile names. `kvm-tck profiles` lists them.",
            "--backend",
            "reference",
            "--implements",
            "greeting"),
        mistake("There is no backend fak; did you mean fake?", "--backend", "fak", "--list"),
        mistake("A shard is written i/n", "--shard", "3/2"),
        mistake("is not a file that can be read", "--plugin", "none.jar"),
        mistake("--jobs is from 1 to 1000.", "--jobs", "0"),
        mistake("--jobs is from 1 to 1000.", "--jobs", "1001"),
        mistake(
            "kvm-tck run: An option is missing before COMP-02; did you mean --rule COMP-02?",
            "COMP-02"),
        mistake("'x' is not", "--jobs", "x"),
        mistake("There is no option --rules; did you mean --rule?", "--rules", "SAMPLE-01"),
        mistake("There is no option --zzz. Try `kvm-tck run --help`.", "--zzz"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void wrongInputIsOneSentenceAndLeavesNothing(String sentence, List<String> arguments) {
    Session session = run(arguments.toArray(String[]::new));
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err()).contains(sentence).endsWith("\n");
    assertThat(session.err().strip()).doesNotContain("\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Session session =
        Session.of("run", "--backend", "fake", "--out", file.resolve("inside").toString());
    assertThat(session.code()).isEqualTo(2);
    assertThat(session.err())
        .isEqualTo(
            "kvm-tck: The folder "
                + file.resolve("inside")
                + " cannot be written to; name another one with --out.\n");
  }

  private static Arguments mistake(String sentence, String... arguments) {
    return Arguments.of(sentence, List.of(arguments));
  }

  private Session run(String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--out", folder.toString()));
    if (!List.of(more).contains("--backend")) {
      args.addAll(List.of("--backend", "fake"));
    }
    args.addAll(List.of(more));
    return Session.of(args.toArray(String[]::new));
  }
}
