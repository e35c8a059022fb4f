package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** What an Allure report shows around the results: where they come from, how they are grouped. */
final class AllureSetting {

  private AllureSetting() {}

  /** A tab of Allure's page that gathers what a verdict stands for. */
  private record Category(String name, List<String> matchedStatuses, String messageRegex) {}

  private static final List<Category> CATEGORIES =
      List.of(
          new Category("Unexpected passes", List.of("failed"), "(?s)unexpected pass: .*"),
          new Category("Does not conform", List.of("failed"), "(?s)(?!unexpected pass: ).*"),
          new Category("Broken suite", List.of("broken"), "(?s).*"),
          new Category("Expected failures", List.of("skipped"), "(?s)expected failure: .*"),
          new Category("Not applicable", List.of("skipped"), "(?s)NOT-APPLICABLE: .*"),
          new Category("Not run", List.of("skipped"), "(?s)NOT-RUN: .*"),
          new Category("Not exercised", List.of("skipped"), "(?s)NOT-EXERCISED: .*"));

  /** Who made the results, for a box of Allure's page. */
  private record Executor(String name, String type, String buildName) {}

  static void write(Run run, Path folder) throws IOException {
    RunInfo info = run.info();
    String command = "kvm-tck " + String.join(" ", info.command());
    Executor executor = new Executor("KVM TCK " + info.suiteVersion(), "kvm-tck", command);
    Json.mapper().writeValue(folder.resolve("executor.json").toFile(), executor);
    Json.mapper().writeValue(folder.resolve("categories.json").toFile(), CATEGORIES);
    try (Writer file = Files.newBufferedWriter(folder.resolve(AllureEnvironment.FILE))) {
      environment(run.info()).store(file, null);
    }
  }

  private static Properties environment(RunInfo info) {
    Properties properties = new Properties();
    String prefix = info.backend() + ".";
    properties.setProperty(prefix + "profile", info.profile());
    properties.setProperty(prefix + "suite", info.suiteVersion());
    properties.setProperty(prefix + "seed", String.valueOf(info.seed()));
    properties.setProperty(prefix + "kernel", info.environment().kernelRelease());
    properties.setProperty(prefix + "cpu", info.environment().cpuModel());
    properties.setProperty(prefix + "jdk", info.environment().jdk());
    info.environment().vendorModule().ifPresent(v -> properties.setProperty(prefix + "module", v));
    return properties;
  }

  /** The rule, the place and what was observed, as HTML. */
  static String description(ScenarioResult result) {
    StringBuilder html = new StringBuilder();
    var scenario = result.scenario();
    html.append("<p><b>").append(escape(scenario.rule())).append("</b> ");
    html.append(escape(scenario.sentence())).append("</p>");
    html.append("<p><code>").append(escape(scenario.location().toString())).append("</code></p>");
    if (!result.observations().isEmpty()) {
      html.append("<table><tr><th>observed</th><th></th></tr>");
      for (var seen : result.observations()) {
        html.append("<tr><td>").append(escape(seen.key())).append("</td><td>");
        html.append(escape(seen.value())).append("</td></tr>");
      }
      html.append("</table>");
    }
    return html.toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
