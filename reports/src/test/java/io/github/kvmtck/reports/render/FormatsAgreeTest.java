package io.github.kvmtck.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.journal.Journal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every format says the same of every scenario, each read by a reader of its own. */
class FormatsAgreeTest {

  /** How an outcome stands in each format; written down here, not taken from the renderers. */
  private record Forms(String json, String junit, String ktap, String markdown, String allure) {}

  private static final Map<Outcome, Forms> FORMS =
      new EnumMap<>(
          Map.of(
              Outcome.PASSED, new Forms("passed", "", "ok", "", "passed"),
              Outcome.FAILED, new Forms("failed", "failure", "not ok", "failed", "failed"),
              Outcome.EXPECTED_FAILURE,
                  new Forms(
                      "expected failure", "skipped", "ok XFAIL", "expected failure", "skipped"),
              Outcome.UNEXPECTED_PASS,
                  new Forms("unexpected pass", "failure", "not ok", "unexpected pass", "failed"),
              Outcome.NOT_APPLICABLE,
                  new Forms("not applicable", "skipped", "ok SKIP", "not applicable", "skipped"),
              Outcome.NOT_RUN, new Forms("not run", "skipped", "ok SKIP", "not run", "skipped"),
              Outcome.NOT_EXERCISED,
                  new Forms("not exercised", "skipped", "ok SKIP", "not exercised", "skipped"),
              Outcome.BROKEN, new Forms("broken", "error", "not ok ERROR", "broken", "broken")));

  /** Written out once more, by hand, from what {@link Samples#everyKind} says in its names. */
  private static final Map<String, Outcome> EXPECTED =
      Map.ofEntries(
          Map.entry("COMP-02/passes", Outcome.PASSED),
          Map.entry("COMP-02/fails", Outcome.FAILED),
          Map.entry("COMP-02/fails-as-expected", Outcome.EXPECTED_FAILURE),
          Map.entry("COMP-02/fails-with-an-expired-entry", Outcome.FAILED),
          Map.entry("COMP-02/passes-against-expectation", Outcome.UNEXPECTED_PASS),
          Map.entry("COMP-02/is-not-applicable", Outcome.NOT_APPLICABLE),
          Map.entry("COMP-02/is-not-run", Outcome.NOT_RUN),
          Map.entry("COMP-02/is-not-exercised", Outcome.NOT_EXERCISED),
          Map.entry("NC-01/has-an-undefined-last-step", Outcome.BROKEN),
          Map.entry("NC-01/has-an-ambiguous-step", Outcome.BROKEN),
          Map.entry("NC-01/is-skipped-by-a-gate", Outcome.NOT_RUN),
          Map.entry("NC-01/is-aborted-in-its-last-step", Outcome.NOT_APPLICABLE),
          Map.entry("NC-02/crashes-the-jvm", Outcome.FAILED));

  @TempDir Path folder;

  @BeforeEach
  void renderFromAJournal() throws Exception {
    Run run = Samples.everyKind("reference");
    Path file = folder.resolve("journal.jsonl");
    var selected = run.results().stream().map(ScenarioResult::scenario).toList();
    try (Journal journal = Journal.create(file, run.info(), selected, List.of())) {
      run.results().forEach(journal::finished);
      journal.ended(run.endedAt());
    }
    for (Renderer renderer : Renderer.all()) {
      renderer.render(Journal.read(file), folder);
    }
  }

  @Test
  void everyOutcomeIsAmongTheSamples() {
    assertThat(EXPECTED.values()).contains(Outcome.values());
  }

  @Test
  void json() throws Exception {
    assertThat(ReadBack.json(folder)).isEqualTo(expected(Forms::json));
  }

  @Test
  void junit() throws Exception {
    assertThat(ReadBack.junit(folder)).isEqualTo(expected(Forms::junit));
  }

  @Test
  void ktap() throws Exception {
    assertThat(ReadBack.ktap(folder)).isEqualTo(expected(Forms::ktap));
  }

  @Test
  void allure() throws Exception {
    assertThat(ReadBack.allure(folder.resolve("allure-results")))
        .isEqualTo(expected(Forms::allure));
  }

  @Test
  void markdownNamesWhatDidNotPass() throws Exception {
    Map<String, String> notable = expected(Forms::markdown);
    notable.values().removeIf(String::isEmpty);
    assertThat(ReadBack.markdown(folder)).isEqualTo(notable);
  }

  private static Map<String, String> expected(Function<Forms, String> form) {
    Map<String, String> statuses = new TreeMap<>();
    EXPECTED.forEach((id, outcome) -> {
      Forms forms = FORMS.get(outcome);
      assertThat(forms).as("forms of %s", outcome).isNotNull();
      statuses.put(id, form.apply(forms));
    });
    return statuses;
  }
}
