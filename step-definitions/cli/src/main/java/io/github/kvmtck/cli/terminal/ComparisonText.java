package io.github.kvmtck.cli.terminal;

import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.ledger.Comparison;
import io.github.kvmtck.reports.ledger.Comparison.Difference;
import io.github.kvmtck.reports.ledger.Comparison.VerdictDifference;
import io.github.kvmtck.reports.ledger.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What differs between two runs, for a person. */
public final class ComparisonText {
  private static final String ABSENT = "(not observed)";

  private ComparisonText() {}

  /** Several lines, each with its line feed. */
  public static String of(Side a, Side b, Comparison comparison) {
    StringJoiner text = new StringJoiner("\n", "", "\n");
    text.add("A: " + run(a));
    text.add("B: " + run(b));
    if (!a.ledger().run().suiteDigest().equals(b.ledger().run().suiteDigest())) {
      text.add("The two are runs of different suites.");
    }
    only(text, "A", "B", comparison.onlyA());
    only(text, "B", "A", comparison.onlyB());
    section(text, "Verdicts", comparison.verdicts().stream().map(ComparisonText::row).toList());
    section(text, "Observations", comparison.facts().stream().map(ComparisonText::row).toList());
    section(
        text,
        "Counts, which differ by luck",
        comparison.counts().stream().map(ComparisonText::row).toList());
    text.add("");
    text.add(summary(a, b, comparison));
    return text.toString();
  }

  private static void only(StringJoiner text, String one, String other, List<String> scenarios) {
    if (!scenarios.isEmpty()) {
      text.add(
          "%s has %s that %s did not run, such as %s: left out below."
              .formatted(one, plural(scenarios.size(), "scenario"), other, scenarios.getFirst()));
    }
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** What stands under a rule: a scenario, and what is said of it in lines. */
  private record Row(String rule, String scenario, List<String> lines) {}

  private static void section(StringJoiner text, String title, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    text.add("");
    text.add(title);
    String scenario = "";
    for (Row row : rows) {
      if (!row.scenario().equals(scenario)) {
        scenario = row.scenario();
        text.add("  " + scenario);
      }
      row.lines().forEach(line -> text.add("    " + line));
    }
  }

  private static Row row(VerdictDifference difference) {
    return new Row(
        difference.rule(),
        difference.scenario(),
        List.of("A " + difference.a() + ", B " + difference.b()));
  }

  private static Row row(Difference difference) {
    List<String> lines = new ArrayList<>();
    lines.add(difference.key());
    lines.add("  A  " + value(difference.a()));
    lines.add("  B  " + value(difference.b()));
    return new Row(difference.rule(), difference.scenario(), lines);
  }

  private static String value(Optional<String> value) {
    return value.map(text -> text.isEmpty() ? "(nothing)" : text).orElse(ABSENT);
  }

  private static String run(Side side) {
    RunInfo run = side.ledger().run();
    return "%s, profile %s, kernel %s%s, suite %s, %s: %s"
        .formatted(
            run.backend(),
            run.profile(),
            run.environment().kernelRelease(),
            run.environment().vendorModule().map(module -> " " + module).orElse(""),
            run.suiteVersion(),
            run.startedAt(),
            side.file());
  }

  private static String summary(Side a, Side b, Comparison comparison) {
    boolean compared = a.verdicts().isPresent() && b.verdicts().isPresent();
    return "%s in A, %d in B: %d differ, and %s; %s"
        .formatted(
            plural(a.ledger().observations().size(), "observation"),
            b.ledger().observations().size(),
            comparison.facts().size(),
            plural(comparison.counts().size(), "count"),
            compared
                ? plural(comparison.verdicts().size(), "verdict")
                    + (comparison.verdicts().size() == 1 ? " differs." : " differ.")
                : "verdicts are not compared, because a results.json is missing beside a ledger.");
  }
}
