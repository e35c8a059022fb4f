package io.github.kvmtck.suite.features;

import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.catalogue.Family;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which scenarios a user wants.
 *
 * @param ids rule ids, families or scenario ids; empty: all
 * @param tags a tag expression
 */
public record Selection(List<String> ids, Optional<String> tags, Optional<Shard> shard) {
  public static final Selection ALL = new Selection(List.of(), Optional.empty(), Optional.empty());

  private static final Set<String> OPERATORS = Set.of("and", "or", "not");

  public Selection {
    ids = List.copyOf(ids);
  }

  /**
   * The scenarios, in the order of the suite.
   *
   * @throws UsageException with one sentence, for an id that the suite does not have or tags that
   *     do not parse
   */
  public List<Entry> of(Suite suite) {
    return wanted(suite).filter(this::inShard).toList();
  }

  /**
   * The scenarios, and those that test the absence of what they need: a feature is not taken to be
   * absent by word alone. All shards together have the evidence, not each of them.
   *
   * @throws UsageException as {@link #of}
   */
  public List<Entry> withAbsences(Suite suite) {
    List<Entry> wanted = wanted(suite).toList();
    Set<String> absences = wanted.stream().flatMap(Entry::absences).collect(Collectors.toSet());
    Set<String> ids = wanted.stream().map(Entry::id).collect(Collectors.toSet());
    return suite.entries().stream()
        .filter(entry -> ids.contains(entry.id()) || absences.contains(entry.rule()))
        .filter(this::inShard)
        .toList();
  }

  private Stream<Entry> wanted(Suite suite) {
    ids.forEach(id -> check(suite, id));
    Expression expression = expression();
    return suite.entries().stream()
        .filter(entry -> ids.isEmpty() || ids.stream().anyMatch(id -> names(id, entry)))
        .filter(entry -> expression.evaluate(entry.scenario().tags()));
  }

  /**
   * What is named and has no scenario, with the reason, one sentence each: rules that nothing here
   * can show, or that are not tested yet.
   */
  public List<String> untested(Suite suite) {
    return ids.stream()
        .filter(id -> suite.entries().stream().noneMatch(entry -> names(id, entry)))
        .flatMap(id -> suite.catalogue().rules().filter(rule -> names(id, rule.id())))
        .distinct()
        .collect(Collectors.groupingBy(Selection::why, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(group -> subject(group.getValue()) + group.getKey() + ".")
        .toList();
  }

  /** Tags that are asked for and that no scenario has, one sentence each. */
  public List<String> unknownTags(Suite suite) {
    Set<String> known =
        suite.entries().stream()
            .flatMap(e -> e.scenario().tags().stream())
            .collect(Collectors.toSet());
    return Stream.of(tags.orElse("").split("[\\s()]+", -1))
        .filter(word -> !word.isEmpty() && !OPERATORS.contains(word) && !known.contains(word))
        .distinct()
        .map(tag -> "No scenario has the tag " + tag + Suggestion.of(tag, known))
        .toList();
  }

  private static String subject(List<Rule> rules) {
    String ids = rules.stream().map(Rule::id).collect(Collectors.joining(", "));
    return ids + (rules.size() == 1 ? " has no scenario and is " : " have no scenario and are ");
  }

  private static String why(Rule rule) {
    String state =
        switch (rule.disposition()) {
          case LATER -> "not tested yet";
          case MONITORED -> "judged by a monitor of a VMM's calls";
          case TESTED, OBSERVED, UNTESTABLE -> "untestable";
        };
    return state + rule.reason().map(reason -> ": " + reason).orElse("");
  }

  private boolean inShard(Entry entry) {
    return shard.isEmpty() || shard.get().has(entry.id());
  }

  private static boolean names(String id, Entry entry) {
    return id.equalsIgnoreCase(entry.id()) || names(id, entry.rule());
  }

  private static boolean names(String id, String rule) {
    return id.equalsIgnoreCase(rule) || id.equalsIgnoreCase(RuleId.family(rule));
  }

  /**
   * Looks whether there is such a rule, family or scenario.
   *
   * @throws UsageException where there is not
   */
  public static void check(Suite suite, String id) {
    boolean known =
        suite.entries().stream().anyMatch(entry -> names(id, entry))
            || suite.catalogue().rules().anyMatch(rule -> names(id, rule.id()));
    if (!known) {
      throw new UsageException(
          "There is no rule, family or scenario "
              + id
              + Suggestion.of(id, known(suite).toList())
              + " "
              + list(suite, id)
              + " lists them.");
    }
  }

  /** The command that shows what the id was meant to be one of. */
  private static String list(Suite suite, String id) {
    String rule = id.split("/", 2)[0];
    return rule.length() < id.length() && suite.entries().stream().anyMatch(e -> names(rule, e))
        ? "`kvm-tck run --list --rule " + rule + "`"
        : "`kvm-tck rules`";
  }

  /** Everything that an id may be. */
  private static Stream<String> known(Suite suite) {
    return Stream.of(
            suite.catalogue().rules().map(Rule::id),
            suite.catalogue().families().stream().map(Family::id),
            suite.entries().stream().map(Entry::id))
        .flatMap(ids -> ids);
  }

  private Expression expression() {
    String text = tags.orElse("");
    try {
      return TagExpressionParser.parse(text);
    } catch (TagExpressionException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new UsageException("The tag expression \"" + text + "\" does not parse: " + reason);
    }
  }
}
