package io.github.kvmtck.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.ScenarioResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureResultsTest {

  @TempDir Path folder;

  @Test
  void aResultIsFoundByBackendFamilyFeatureAndRule() throws IOException {
    JsonNode failed = result(render("reference"), "COMP-02/fails");

    assertThat(labels(failed))
        .contains(
            "epic=COMP",
            "feature=Port I/O & completion",
            "story=COMP-02 The sentence of COMP-02",
            "parentSuite=reference",
            "backend=reference",
            "verdict=FAIL",
            "tag=mainline");
    assertThat(failed.at("/parameters/0/name").asText()).isEqualTo("backend");
    assertThat(failed.at("/statusDetails/message").asText()).isEqualTo("expected EINTR");
    assertThat(failed.at("/statusDetails/trace").asText()).startsWith("expected EINTR\n but was 0");
    Path attachment =
        folder.resolve("allure-results").resolve(failed.at("/attachments/0/source").asText());
    assertThat(attachment).hasContent("ioctl(KVM_RUN) = 0");
  }

  @Test
  void whatIsSkippedSaysWithWhichVerdictAndWhy() throws IOException {
    assertThat(
            result(render("reference"), "NC-01/is-aborted-in-its-last-step")
                .at("/statusDetails/message")
                .asText())
        .isEqualTo(
            "NOT-APPLICABLE: KVM_CAP_NEEDS_COMPLETION is absent, and its absence was tested");
  }

  @Test
  void onlyAnAddressIsALink() throws IOException {
    assertThat(result(render("reference"), "COMP-02/fails-as-expected").at("/links/0/url").asText())
        .startsWith("https://");
    Run run = Samples.everyKind("reference");
    List<ScenarioResult> results =
        run.results().stream().map(AllureResultsTest::withAFileForALink).toList();
    new AllureResults()
        .render(new Run(run.info(), results, run.unmatched(), run.ending(), run.endedAt()), folder);
    assertThat(result(read(), "COMP-02/fails-as-expected").get("links")).isEmpty();
  }

  private static ScenarioResult withAFileForALink(ScenarioResult result) {
    return new ScenarioResult(
        result.scenario(),
        result.backend(),
        result.startedAt(),
        result.duration(),
        result.verdict(),
        result.reason(),
        result
            .expectation()
            .map(e -> new Expectation(e.reason(), "features/expected/kvm.md#x", e.expires())),
        result.observations(),
        result.messages(),
        result.attachments());
  }

  @Test
  void twoBackendsAreTwoHistoriesAndTwoRunsOfOneAreOne() throws IOException {
    Set<String> reference = histories(render("reference"));
    Set<String> again = histories(render("reference"));
    Set<String> kvm = histories(render("kvm"));

    assertThat(again).isEqualTo(reference).hasSize(13);
    assertThat(kvm).doesNotContainAnyElementsOf(reference);
  }

  @Test
  void nothingOfAnEarlierRunStays() throws IOException {
    render("reference");
    assertThat(render("kvm")).hasSize(13);
  }

  @Test
  void textsThatAnAuthorWroteAreNoHtml() throws IOException {
    String html = result(render("reference"), "COMP-02/passes").get("descriptionHtml").asText();
    assertThat(html).contains("<td>RIP</td><td>0x1002</td>");
    assertThat(AllureSetting.escape("<b> & \"")).isEqualTo("&lt;b> &amp; &quot;");
  }

  private List<JsonNode> render(String backend) throws IOException {
    new AllureResults().render(Samples.everyKind(backend), folder);
    return read();
  }

  private List<JsonNode> read() throws IOException {
    List<JsonNode> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("allure-results"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
        results.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return results;
  }

  private static JsonNode result(List<JsonNode> results, String id) {
    return results.stream()
        .filter(result -> result.get("fullName").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> histories(List<JsonNode> results) {
    Set<String> ids = new HashSet<>();
    results.forEach(result -> ids.add(result.get("historyId").asText()));
    return ids;
  }

  private static List<String> labels(JsonNode result) {
    List<String> labels = new ArrayList<>();
    for (JsonNode label : result.get("labels")) {
      labels.add(label.get("name").asText() + "=" + label.get("value").asText());
    }
    return labels;
  }
}
