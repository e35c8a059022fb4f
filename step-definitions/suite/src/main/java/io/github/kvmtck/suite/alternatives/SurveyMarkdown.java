package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.suite.features.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A survey as a page; nothing in it depends on the time or on the machine. */
public final class SurveyMarkdown {
  private static final String HEAD =
      """
      # Alternatives

      Several interfaces were made or proposed for the same need. Here they lie side by side, by what a run shows of each on a kernel that has it and none of the others.

      This page is written by `./kvm-tck alternatives --out docs/alternatives.md` from a run on the reference; the build fails when it is not what the command writes. What is compared stands in `features/alternatives.yaml`. `./kvm-tck run --profile mainline+NAME --rule ID` runs any of it again.

      In the tables, *what came back* is how each KVM_RUN of the scenario returned, in the order in which they were called, and by its name each call that belongs to the alternative or that the row rests on; *calls* is how many system calls the client made besides KVM_RUN, set-up and checks included: between rows of one table the difference counts, not the number.
      """;

  private final Survey survey;
  private final StringJoiner page = new StringJoiner("\n");

  private SurveyMarkdown(Survey survey) {
    this.survey = survey;
  }

  public static String of(Survey survey) {
    return new SurveyMarkdown(survey).page();
  }

  private String page() {
    page.add(HEAD);
    for (Need need : survey.needs()) {
      line("- [" + need.title() + "](#" + anchor(need.title()) + ")");
    }
    survey.needs().forEach(this::need);
    return page + "\n";
  }

  private void need(Need need) {
    line("");
    line("## " + need.title());
    line("");
    line(need.text());
    line("");
    line("| alternative | what it is | status | its scenarios |");
    line("|---|---|---|---:|");
    for (Alternative alternative : need.alternatives()) {
      List<Entry> own = survey.own(alternative);
      line(
          row(
              "`" + alternative.name() + "`",
              alternative.text(),
              alternative.status(),
              passed(alternative, own) + " of " + own.size() + " pass"));
    }
    need.points().forEach(point -> point(need, point));
    line("");
    line("### What each shows and loses: " + lower(need.title()));
    need.alternatives().forEach(alternative -> balance(need, alternative));
  }

  private void point(Need need, Need.Point point) {
    line("");
    line("**" + point.text() + "**");
    line("");
    line("| alternative | what came back | calls | shown by |");
    line("|---|---|---:|---|");
    for (Alternative alternative : need.alternatives()) {
      List<Need.Shown> shown =
          point.shown().stream().filter(each -> each.by().equals(alternative.name())).toList();
      for (Need.Shown each : shown) {
        Sight sight = survey.sight(alternative, each.scenario());
        line(
            row(
                "`" + alternative.name() + "`",
                runs(alternative, each, sight),
                Long.toString(sight.others()),
                "`" + each.scenario() + "`"));
      }
      if (shown.isEmpty()) {
        line(row("`" + alternative.name() + "`", "—", "", ""));
      }
    }
  }

  private static String runs(Alternative alternative, Need.Shown shown, Sight sight) {
    Set<String> calls = new TreeSet<>(alternative.calls());
    calls.addAll(shown.calls());
    List<String> runs = sight.shown(calls);
    return runs.isEmpty() ? "not called" : String.join("<br>", runs);
  }

  private void balance(Need need, Alternative alternative) {
    line("");
    line("**`" + alternative.name() + "`** (" + String.join("; ", alternative.sources()) + ")");
    line("");
    SortedMap<String, List<String>> passes = passes(alternative);
    if (!passes.isEmpty()) {
      line("- shows, by the names of its scenarios:");
    }
    passes.forEach((rule, names) -> line("  - " + rule + ": " + String.join("; ", names)));
    if (!alternative.losses().isEmpty()) {
      line("- loses:");
    }
    for (Alternative.Loss loss : alternative.losses()) {
      String shown = loss.scenario().map(id -> ": `" + id + "`").orElse("");
      line("  - " + loss.text() + shown);
    }
    List<String> seen = observations(need, alternative);
    if (!seen.isEmpty()) {
      line("- was observed, where the sources are silent:");
      seen.forEach(text -> line("  - " + text));
    }
  }

  /**
   * What passes and is no loss, by rule. Not the sentence of the rule: some alternatives keep only
   * a part of it, and their scenarios say which.
   */
  private SortedMap<String, List<String>> passes(Alternative alternative) {
    Set<String> lost =
        alternative.losses().stream()
            .flatMap(loss -> loss.scenario().stream())
            .collect(Collectors.toSet());
    Map<String, List<Entry>> written =
        survey.own(alternative).stream()
            .filter(entry -> !lost.contains(entry.id()))
            .filter(entry -> survey.sight(alternative, entry.id()).passed())
            .collect(
                Collectors.groupingBy(
                    entry -> entry.rule() + " " + entry.written(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    SortedMap<String, List<String>> passes = new TreeMap<>(RuleId.ORDER);
    written
        .values()
        .forEach(rows ->
            passes.computeIfAbsent(rows.getFirst().rule(), _ -> new ArrayList<>()).add(name(rows)));
    return passes;
  }

  /** Of the rows of an outline the first one, and how many there are besides. */
  private static String name(List<Entry> rows) {
    String name = cell(rows.getFirst().scenario().name());
    return rows.size() == 1 ? name : name + " (and " + (rows.size() - 1) + " more like it)";
  }

  /** Of the scenarios that the page shows: they were chosen because they always go the same way. */
  private List<String> observations(Need need, Alternative alternative) {
    Stream<String> shown =
        Stream.concat(
            need.points().stream()
                .flatMap(point -> point.shown().stream())
                .filter(each -> each.by().equals(alternative.name()))
                .map(Need.Shown::scenario),
            alternative.losses().stream().flatMap(loss -> loss.scenario().stream()));
    return shown
        .distinct()
        .map(id -> survey.sight(alternative, id).result())
        .flatMap(SurveyMarkdown::facts)
        .toList();
  }

  private static Stream<String> facts(ScenarioResult result) {
    return result.observations().stream()
        .filter(seen -> seen.kind() == ScenarioResult.Observation.Kind.FACT)
        .map(
            seen -> seen.key() + ": " + cell(seen.value()) + " (`" + result.scenario().id() + "`)");
  }

  private long passed(Alternative alternative, List<Entry> entries) {
    return entries.stream().filter(e -> survey.sight(alternative, e.id()).passed()).count();
  }

  private static String row(String... cells) {
    StringJoiner row = new StringJoiner(" | ", "| ", " |");
    for (String cell : cells) {
      row.add(cell.replace("|", "\\|"));
    }
    return row.toString();
  }

  private static String cell(String text) {
    return text.replace("<", "&lt;").replace("*", "\\*");
  }

  private static String lower(String title) {
    return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  private void line(String text) {
    page.add(text);
  }
}
