package io.github.kvmtck.suite.run;

import static io.github.kvmtck.reports.Verdict.BROKEN;
import static io.github.kvmtck.reports.Verdict.FAIL;
import static io.github.kvmtck.reports.Verdict.NOT_APPLICABLE;
import static io.github.kvmtck.reports.Verdict.NOT_RUN;
import static io.github.kvmtck.reports.Verdict.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.sample.FakeKernel;
import io.github.kvmtck.suite.sample.Sample;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void onlyAnAssertionSpeaksAgainstTheBackend(int jobs) throws InterruptedException {
    assertThat(verdicts(Sample.run("SAMPLE-01", jobs)))
        .containsOnly(
            entry("every-step-holds", PASS),
            entry("an-observation-is-recorded", PASS),
            entry("a-step-does-not-hold", FAIL),
            entry("an-assertion-fails-in-the-set-up", FAIL),
            entry("rows-are-told-apart@one-3", PASS),
            entry("rows-are-told-apart@three-5", PASS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void whatIsNotTheBackendsFaultHasAnotherVerdict(int jobs) throws InterruptedException {
    assertThat(verdicts(Sample.run("SAMPLE-02", jobs)))
        .containsOnly(
            entry("a-step-is-undefined", BROKEN),
            entry("an-undefined-step-stands-behind-a-failure", BROKEN),
            entry("a-step-is-ambiguous", BROKEN),
            entry("a-step-is-pending", BROKEN),
            entry("the-set-up-throws", BROKEN),
            entry("a-step-throws", BROKEN),
            entry("a-hook-before-the-scenario-fails", BROKEN),
            entry("a-hook-after-the-scenario-finds-a-leak", FAIL),
            entry("a-gate-says-that-the-kernel-lacks-the-feature", NOT_APPLICABLE),
            entry("a-gate-says-that-the-host-lacks-a-permission", NOT_RUN),
            entry("the-last-step-aborts", NOT_APPLICABLE),
            entry("a-scenario-without-steps", BROKEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aHangFailsOneScenarioAndEveryOtherHasItsVerdict(int jobs) throws InterruptedException {
    List<ScenarioResult> results = Sample.run("SAMPLE-03", jobs);
    assertThat(verdicts(results))
        .containsOnly(
            entry("a-call-hangs-until-its-process-ends", FAIL),
            entry("a-wait-outside-of-a-call-hangs", FAIL),
            entry("a-call-hangs-for-good", FAIL),
            entry("a-neighbour-is-not-hurt", PASS));
    assertThat(results)
        .filteredOn(result -> result.verdict() == FAIL)
        .allSatisfy(result -> assertThat(result.reason()).get().asString().startsWith("hang: "));
  }

  @Test
  void aHangIsStoppedByTheMildestMeansThatReachesIt() throws InterruptedException {
    List<ScenarioResult> results = Sample.run("SAMPLE-03", 1);
    assertThat(reason(results, "a-call-hangs-until-its-process-ends"))
        .contains("stopped in \"When a call hangs\"");
    assertThat(reason(results, "a-wait-outside-of-a-call-hangs"))
        .contains("stopped in \"When the step waits for nothing\"");
    assertThat(reason(results, "a-call-hangs-for-good")).contains("it never came back");
  }

  @Test
  void whatAScenarioLeavesBehindFailsIt() throws InterruptedException {
    List<ScenarioResult> results = Sample.run("SAMPLE-04", 1);
    assertThat(verdicts(results))
        .contains(
            entry("the-kernel-warns", FAIL),
            entry("the-kernel-says-something", PASS),
            entry("a-descriptor-is-not-given-back", FAIL));
    assertThat(of(results, "the-kernel-says-something").attachments())
        .singleElement()
        .satisfies(log -> assertThat(log.text()).isEqualTo("kvm: hello"));
    assertThat(of(results, "a-descriptor-is-not-given-back").messages().getFirst())
        .startsWith("left behind: Holdings[descriptors=1");
  }

  @Test
  void inAParallelRunALeakIsFoundInTheNextQuietMoment() throws InterruptedException {
    assertThat(Sample.run("SAMPLE-04", 4))
        .filteredOn(result -> result.verdict() == FAIL)
        .flatExtracting(ScenarioResult::messages)
        .anyMatch(message -> message.startsWith("left behind: "));
  }

  @Test
  void aKnownDeviationExcusesNoHangNoWarningAndNoLeak() throws InterruptedException {
    List<ScenarioResult> results = new ArrayList<>();
    // Each on a kernel of its own: what one leaks is there for those that come after it.
    for (Entry entry : Sample.suite().of("SAMPLE-08").toList()) {
      results.addAll(Sample.run(entry.id(), 1));
    }
    LocalDate day = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    assertThat(results.stream().collect(Collectors.toMap(ScenariosTest::name, r -> r.outcome(day))))
        .containsOnly(
            entry("the-known-deviation-shows", Outcome.EXPECTED_FAILURE),
            entry("the-known-deviation-shows-and-a-call-hangs", Outcome.FAILED),
            entry("the-known-deviation-shows-and-the-kernel-warns", Outcome.FAILED),
            entry("the-known-deviation-shows-and-a-descriptor-is-not-given-back", Outcome.FAILED),
            entry("the-known-deviation-shows-and-a-hook-finds-a-leak", Outcome.FAILED),
            entry("another-promise-is-broken", Outcome.FAILED),
            entry("a-call-is-refused", Outcome.FAILED),
            entry("a-call-is-refused-in-the-set-up", Outcome.BROKEN));
    assertThat(of(results, "a-call-is-refused").messages())
        .singleElement()
        .asString()
        .contains("\"When a call is refused\"", "open /dev/kvm failed: EINVAL");
  }

  @Test
  void aBackendThatHangsAgainAndAgainFailsWhatItKeptFromRunning() throws InterruptedException {
    assertThat(Sample.run("SAMPLE-12", 1))
        .hasSize(5)
        .allSatisfy(result -> {
          assertThat(result.verdict()).isEqualTo(FAIL);
          assertThat(result.reason()).get().asString().startsWith("hang: ");
        });
  }

  @Test
  void aFailureSaysWhereAndWhat() throws InterruptedException {
    ScenarioResult failed = of(Sample.run("SAMPLE-01", 1), "a-step-does-not-hold");
    assertThat(failed.messages())
        .containsExactly(
            "\"Then the kernel breaks its promise\" (line 16)\nexpected EINTR and got EIO");
    assertThat(failed.expectation())
        .get()
        .extracting(e -> e.link())
        .isEqualTo("https://example.org/1");
  }

  @Test
  void observationsAreNoAttachments() throws InterruptedException {
    ScenarioResult observed = of(Sample.run("SAMPLE-01", 1), "an-observation-is-recorded");
    assertThat(observed.observations()).containsExactly(Observation.fact("the colour", "blue"));
    assertThat(observed.attachments()).isEmpty();
  }

  @Test
  void anAbsentBackendLeavesEverythingNotRun() throws InterruptedException {
    var provider = new FakeKernel.Provider("fake", Optional.of("There is no /dev/fake."));
    assertThat(Sample.run(provider, "SAMPLE-01", 1))
        .hasSize(6)
        .allSatisfy(result -> {
          assertThat(result.verdict()).isEqualTo(NOT_RUN);
          assertThat(result.reason()).contains("There is no /dev/fake.");
        });
  }

  private static Map<String, Verdict> verdicts(List<ScenarioResult> results) {
    return results.stream().collect(Collectors.toMap(ScenariosTest::name, ScenarioResult::verdict));
  }

  private static String reason(List<ScenarioResult> results, String name) {
    return of(results, name).reason().orElse("");
  }

  private static ScenarioResult of(List<ScenarioResult> results, String name) {
    return results.stream().filter(result -> name(result).equals(name)).findFirst().orElseThrow();
  }

  private static String name(ScenarioResult result) {
    return result.scenario().id().substring("SAMPLE-01/".length());
  }
}
