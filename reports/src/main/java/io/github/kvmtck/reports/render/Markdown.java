package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code summary.md}, for a pull request or the summary page of a CI job. */
public final class Markdown implements Renderer {

  public static final String FILE = "summary.md";

  @Override
  public String name() {
    return FILE;
  }

  @Override
  public void render(Run run, Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), text(Summary.of(run)));
  }

  private static String text(Summary summary) {
    StringBuilder text = new StringBuilder();
    Run run = summary.run();
    RunInfo info = run.info();
    text.append("# KVM TCK: ").append(cell(info.backend())).append("\n\n");
    text.append("Profile ").append(cell(info.profile()));
    text.append(", kernel ").append(cell(info.environment().kernelRelease()));
    info.environment().vendorModule().ifPresent(v -> text.append(", module ").append(cell(v)));
    text.append(", ").append(cell(info.environment().cpuModel()));
    text.append(", suite ").append(cell(info.suiteVersion()));
    text.append(", seed ").append(info.seed()).append(".\n\n");
    text.append("| outcome | scenarios |\n|---|---:|\n");
    for (Outcome outcome : Outcome.values()) {
      text.append("| ").append(outcome).append(" | ").append(summary.count(outcome)).append(" |\n");
    }
    for (String line : Phrases.unmatched(run)) {
      text.append("\n- ").append(cell(line)).append('\n');
    }
    List<ScenarioResult> notable =
        run.results().stream().filter(r -> run.outcome(r) != Outcome.PASSED).toList();
    if (!notable.isEmpty()) {
      text.append("\n| scenario | outcome | why | where |\n|---|---|---|---|\n");
      notable.forEach(result -> row(text, run, result));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, Run run, ScenarioResult result) {
    text.append("| ").append(cell(result.scenario().id()));
    text.append(" | ").append(run.outcome(result));
    text.append(" | ").append(cell(Phrases.reason(run, result)));
    text.append(" | ").append(cell(result.scenario().location().toString())).append(" |\n");
  }

  /** Text that stays in its cell and is not taken for HTML or for markup. */
  private static String cell(String text) {
    return Phrases.oneLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([|\\\\`*_\\[\\]])", "\\\\$1");
  }
}
