package io.github.kvmtck.monitors.verdict;

import static java.util.stream.Collectors.toMap;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.verdict.Judgement.Transport;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The rules that are judged, and what was found about each. */
public final class Docket {
  private final Map<String, Rule> catalogue;
  private final Map<String, Duty> duties = new TreeMap<>(RuleId.ORDER);
  private final Surroundings surroundings = new Surroundings();
  private long events;

  public Docket(Catalogue catalogue) {
    this.catalogue = catalogue.rules().collect(toMap(Rule::id, Function.identity()));
  }

  /**
   * Takes a rule onto the list.
   *
   * @throws IllegalArgumentException where the catalogue has none of this id
   */
  public Duty duty(String id) {
    return duties.computeIfAbsent(id, name -> new Duty(rule(name), surroundings));
  }

  private Rule rule(String id) {
    Rule rule = catalogue.get(id);
    if (rule == null) {
      throw new IllegalArgumentException("the catalogue has no rule " + id);
    }
    return rule;
  }

  /** A call is back, and the monitors have seen it. */
  public void returned(TraceEvent event) {
    events++;
    surroundings.returned(event);
  }

  /** The verdicts so far. */
  public Judgement judgement(Transport transport) {
    return new Judgement(new Conclusion(duties, this::rule).verdicts(), events, transport);
  }
}
