package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.ScenarioResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code results.ktap}, the kernel's test protocol (Documentation/dev-tools/ktap.rst, version 1).
 *
 * <p>An expected failure is {@code ok} with XFAIL, as kselftest prints it; an unexpected pass is
 * {@code not ok}, because it fails the run; BROKEN is {@code not ok} with ERROR.
 */
public final class Ktap implements Renderer {

  public static final String FILE = "results.ktap";

  @Override
  public String name() {
    return FILE;
  }

  @Override
  public void render(Run run, Path folder) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(FILE))) {
      out.write("KTAP version 1\n1.." + run.results().size() + "\n");
      for (String line : Phrases.unmatched(run)) {
        out.write("# " + line + "\n");
      }
      int number = 0;
      for (ScenarioResult result : run.results()) {
        number++;
        for (String line : Phrases.details(result).lines().toList()) {
          out.write("# " + line + "\n");
        }
        out.write(line(run, result, number) + "\n");
      }
    }
  }

  private static String line(Run run, ScenarioResult result, int number) {
    String rest = " " + number + " " + result.scenario().id();
    String why = Phrases.why(run, result);
    return switch (run.outcome(result)) {
      case PASSED -> "ok" + rest;
      case EXPECTED_FAILURE -> "ok" + rest + " # XFAIL " + why;
      case FAILED, UNEXPECTED_PASS -> "not ok" + rest + " # " + why;
      case BROKEN -> "not ok" + rest + " # ERROR " + why;
      case NOT_APPLICABLE, NOT_RUN, NOT_EXERCISED -> "ok" + rest + " # SKIP " + why;
    };
  }
}
