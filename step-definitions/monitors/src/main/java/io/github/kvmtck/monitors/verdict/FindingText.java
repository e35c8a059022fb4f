package io.github.kvmtck.monitors.verdict;

import io.github.kvmtck.api.events.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A finding for people. */
final class FindingText {
  private FindingText() {}

  static String of(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s: %s".formatted(finding.level(), finding.rule().id(), finding.rule().sentence()));
    lines.add("  " + finding.why());
    TreeMap<Long, String> calls = new TreeMap<>();
    finding.before().forEach(event -> calls.put(event.entered(), line("   ", event)));
    finding.after().forEach(event -> calls.put(event.entered(), line("   ", event)));
    finding.calls().forEach(event -> calls.put(event.entered(), line(" > ", event)));
    lines.addAll(calls.values());
    return String.join("\n", lines);
  }

  private static String line(String mark, TraceEvent event) {
    return "%s%d %s: %s".formatted(mark, event.entered(), event.task(), event);
  }
}
