package io.github.kvmtck.suite.features;

import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.UsageException;
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

  private boolean inShard(Entry entry) {
    return shard.isEmpty() || shard.get().has(entry.id());
  }

  private static boolean names(String id, Entry entry) {
    return id.equals(entry.rule()) || id.equals(entry.id()) || id.equals(family(entry.rule()));
  }

  private static String family(String rule) {
    return RuleId.family(rule);
  }

  private static void check(Suite suite, String id) {
    boolean known =
        suite.entries().stream().anyMatch(entry -> names(id, entry))
            || suite
                .catalogue()
                .rules()
                .anyMatch(r -> id.equals(r.id()) || id.equals(family(r.id())));
    if (!known) {
      throw new UsageException(
          "There is no rule or scenario "
              + id
              + Suggestion.of(id, suite.catalogue().rules().map(Rule::id).toList())
              + " `kvm-tck rules` lists them.");
    }
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
