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
    terminal.out().flush();
    List<Path> allure = folders.stream().map(f -> f.resolve(AllureResults.FOLDER)).toList();
    Path page = AllureHtml.generate(allure, output.base());
    terminal.out().println("Report: " + page.toAbsolutePath().normalize());
    terminal.out().flush();
  }
}
