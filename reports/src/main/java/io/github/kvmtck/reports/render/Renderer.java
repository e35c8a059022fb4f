package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One format of a report on one run. */
public interface Renderer {

  /** Writes it into a folder that exists, replacing what an earlier run left there. */
  void render(Run run, Path folder) throws IOException;

  /** The file or folder that it writes. */
  String name();

  /**
   * All of them: results.json, ledger.json, junit.xml, results.ktap, summary.md, allure-results.
   */
  static List<Renderer> all() {
    return List.of(
        new ResultsJson(),
        new LedgerJson(),
        new JunitXml(),
        new Ktap(),
        new Markdown(),
        new AllureResults());
  }
}
