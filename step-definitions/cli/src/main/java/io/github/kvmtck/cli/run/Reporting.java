package io.github.kvmtck.cli.run;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Summary;
import io.github.kvmtck.reports.render.AllureHtml;
import io.github.kvmtck.reports.render.AllureResults;
import io.github.kvmtck.reports.render.Renderer;
import io.github.kvmtck.reports.render.SummaryText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Renders every format from the journals and prints the summary, the report's path last. */
record Reporting(Terminal terminal, Output output) {

  /**
   * @param folders of the runs, in their order
   */
  void report(List<Run> runs, List<Path> folders) throws IOException {
    for (int i = 0; i < runs.size(); i++) {
      for (Renderer renderer : Renderer.all()) {
        renderer.render(runs.get(i), folders.get(i));
      }
      terminal.out().println(SummaryText.of(Summary.of(runs.get(i))));
    }
    long start = System.nanoTime();
    List<Path> allure = folders.stream().map(f -> f.resolve(AllureResults.FOLDER)).toList();
    Path page = AllureHtml.generate(allure, output.base());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    terminal.out().printf(Locale.ROOT, "The HTML page took %.1f s.%n", millis / 1e3);
    terminal.out().println("Report: " + page.toAbsolutePath().normalize());
    terminal.out().flush();
  }
}
