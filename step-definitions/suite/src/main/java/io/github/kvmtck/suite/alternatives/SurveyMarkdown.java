package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A survey as a page; nothing in it depends on the time or on the machine. */
public final class SurveyMarkdown {
  private static final String HEAD =
      """
      # Alternatives

      Several interfaces were made or proposed for the same need. Here they lie side by side, by what a run shows of each on a kernel that has it and none of the others.

      This page is written by `./kvm-tck alternatives --out docs/alternatives.md` from a run on the reference; the build fails when it is not what the command writes. What is compared stands in `features/alternatives.yaml`. `./kvm-tck run --profile mainline+NAME --rule ID` runs any of it again.

      In the tables, *what came back* is how each KVM_RUN of the scenario returned, in the order in which they were called, and by its name each call that belongs to the alternative; *calls* is how many system calls the client made besides KVM_RUN, set-up and checks included: between rows of one table the difference counts, not the number.
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
      List<Sight> own = survey.own(alternative);
      line(
          row(
              "`" + alternative.name() + "`",
              alternative.text(),
              alternative.status(),
              passed(own) + " of " + own.size() + " pass"));
    }
    need.points().forEach(point -> point(need, point));
    line("");
    line("### What each gives and loses: " + lower(need.title()));
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
                runs(alternative, sight),
                Long.toString(sight.others()),
                "`" + each.scenario() + "`"));
      }
      if (shown.isEmpty()) {
        line(row("`" + alternative.name() + "`", "—", "", ""));
      }
    }
  }

  private static String runs(Alternative alternative, Sight sight) {
    List<String> runs = sight.shown(alternative.calls());
    return runs.isEmpty() ? "not called" : String.join("<br>", runs);
  }

  private void balance(Need need, Alternative alternative) {
    line("");
    line("**`" + alternative.name() + "`** (" + String.join("; ", alternative.sources()) + ")");
    line("");
    Map<String, List<Sight>> byRule =
        survey.own(alternative).stream()
            .collect(
                Collectors.groupingBy(
                    sight -> sight.result().scenario().rule(),
                    () -> new TreeMap<>(RuleId.ORDER),
                    Collectors.toList()));
    line("- gives, each with the scenarios that pass:");
    byRule.forEach((rule, sights) ->
        line(
            "  - "
                + rule
                + " ("
                + passed(sights)
                + " of "
                + sights.size()
                + "): "
                + sentence(rule)));
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

  private String sentence(String rule) {
    Function<Rule, String> text = Rule::sentence;
    return survey.suite().catalogue().rule(rule).map(text).map(SurveyMarkdown::cell).orElse("");
  }

  private static long passed(List<Sight> sights) {
    return sights.stream().filter(sight -> sight.result().verdict() == Verdict.PASS).count();
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
