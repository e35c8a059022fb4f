package io.github.kvmtck.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureHtmlTest {

  private static final Pattern DATA = Pattern.compile("d\\('([^']*)','([^']*)'\\)");

  @TempDir Path folder;

  @Test
  void onePageHoldsTwoBackendsAsTwoEntriesEach() throws IOException {
    Run reference = Samples.everyKind("reference");
    Run kvm = Samples.everyKind("kvm");

    Path page = AllureHtml.generate(List.of(results(reference), results(kvm)), folder);

    Map<String, String> shown = statuses(data(Files.readString(page)));
    assertThat(shown).isEqualTo(expected(reference, kvm));
    assertThat(shown).hasSize(2 * reference.results().size());
  }

  @Test
  void thePageSaysWhereTheResultsComeFrom() throws IOException {
    Path page =
        AllureHtml.generate(
            List.of(results(Samples.everyKind("reference")), results(Samples.everyKind("kvm"))),
            folder);

    byte[] environment = data(Files.readString(page)).get("widgets/environment.json");
    assertThat(environment).isNotNull();
    Map<String, String> shown = new TreeMap<>();
    for (JsonNode item : Json.mapper().readTree(environment)) {
      shown.put(item.get("name").asText(), item.at("/values/0").asText());
    }
    assertThat(shown)
        .containsEntry("reference.kernel", "6.18.44")
        .containsEntry("kvm.module", "kvm_pvm");
  }

  @Test
  void thePageSaysWithWhichCommandItWasMade() throws IOException {
    Path page = AllureHtml.generate(List.of(results(Samples.everyKind("reference"))), folder);

    byte[] executors = data(Files.readString(page)).get("widgets/executors.json");
    assertThat(executors).isNotNull();
    JsonNode executor = Json.mapper().readTree(executors).get(0);
    assertThat(executor.get("name").asText()).startsWith("KVM TCK ");
    assertThat(executor.get("buildName").asText()).startsWith("kvm-tck run");
  }

  @Test
  void thePageAsksNoNetworkForAnything() throws IOException {
    Path page = AllureHtml.generate(List.of(results(Samples.everyKind("reference"))), folder);

    String html = Files.readString(page);
    assertThat(html).doesNotContain("googletagmanager");
    assertThat(Pattern.compile("(?:src|href)=\"(?!data:)").matcher(html).find()).isFalse();
    assertThat(page).isEqualTo(folder.resolve("report.html"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.html", "reference");
    }
  }

  private Path results(Run run) throws IOException {
    Path out = Files.createDirectories(folder.resolve(run.info().backend()));
    new AllureResults().render(run, out);
    return out.resolve(AllureResults.FOLDER);
  }

  /** Backend and scenario id to status, as Allure's own statuses say it should be. */
  private static Map<String, String> expected(Run... runs) {
    return Stream.of(runs)
        .flatMap(run ->
            run.results().stream()
                .map(r ->
                    Map.entry(
                        r.backend() + " " + r.scenario().id(),
                        AllureResults.status(run.outcome(r)).value())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, String> statuses(Map<String, byte[]> data) throws IOException {
    Map<String, String> statuses = new TreeMap<>();
    for (var file : data.entrySet()) {
      if (file.getKey().startsWith("data/test-cases/")) {
        JsonNode test = Json.mapper().readTree(file.getValue());
        String backend = test.at("/parameters/0/value").asText();
        assertThat(test.get("retry").asBoolean()).isFalse();
        statuses.put(backend + " " + test.get("fullName").asText(), test.get("status").asText());
      }
    }
    return statuses;
  }

  private static Map<String, byte[]> data(String html) {
    Matcher matcher = DATA.matcher(html);
    return matcher
        .results()
        .collect(Collectors.toMap(m -> m.group(1), m -> Base64.getDecoder().decode(m.group(2))));
  }
}
