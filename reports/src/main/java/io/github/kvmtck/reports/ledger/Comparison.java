package io.github.kvmtck.reports.ledger;

import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import io.github.kvmtck.reports.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between two runs. A scenario that only one of them selected is named and not
 * compared; where a side has no results nobody knows what it selected.
 *
 * @param onlyA ids of the scenarios that B did not select, sorted by rule
 * @param onlyB the same the other way round
 * @param verdicts of scenarios that both have; empty also where one side has no results
 * @param facts observations that differ; sorted by rule and scenario, as all three are
 * @param counts counts that differ, which says little
 */
public record Comparison(
    List<String> onlyA,
    List<String> onlyB,
    List<VerdictDifference> verdicts,
    List<Difference> facts,
    List<Difference> counts) {

  /** A scenario with two verdicts. */
  public record VerdictDifference(String rule, String scenario, Verdict a, Verdict b) {}

  /**
   * An observation that is not the same on both sides.
   *
   * @param a empty where it was seen in the other one only
   * @param b the same the other way round
   */
  public record Difference(
      String rule, String scenario, String key, Optional<String> a, Optional<String> b) {}

  /** What tells an observation from every other one of its run: a key may come several times. */
  private record Place(String rule, String scenario, String key, int occurrence) {}

  public Comparison {
    onlyA = List.copyOf(onlyA);
    onlyB = List.copyOf(onlyB);
    verdicts = List.copyOf(verdicts);
    facts = List.copyOf(facts);
    counts = List.copyOf(counts);
  }

  public static Comparison of(Side a, Side b) {
    List<String> onlyA = only(a, b);
    List<String> onlyB = only(b, a);
    Set<String> apart = Stream.of(onlyA, onlyB).flatMap(List::stream).collect(Collectors.toSet());
    var ofA = observations(a.ledger());
    var ofB = observations(b.ledger());
    Set<Place> places = new LinkedHashSet<>(ofA.keySet());
    places.addAll(ofB.keySet());
    List<Difference> facts = new ArrayList<>();
    List<Difference> counts = new ArrayList<>();
    // Stable: within a scenario they stay in the order in which they were made.
    places.stream()
        .filter(place -> !apart.contains(place.scenario()))
        .sorted(Comparator.comparing(Place::rule, RuleId.ORDER).thenComparing(Place::scenario))
        .forEach(place -> {
          Optional<Ledger.Entry> one = Optional.ofNullable(ofA.get(place));
          Optional<Ledger.Entry> other = Optional.ofNullable(ofB.get(place));
          if (!one.map(Ledger.Entry::value).equals(other.map(Ledger.Entry::value))) {
            boolean count =
                one.or(() -> other).filter(e -> e.kind() == Observation.Kind.COUNT).isPresent();
            (count ? counts : facts).add(difference(place, one, other));
          }
        });
    return new Comparison(onlyA, onlyB, verdicts(a, b), facts, counts);
  }

  /** Whether the two say the same of the same scenarios, counts aside. */
  public boolean same() {
    return onlyA.isEmpty() && onlyB.isEmpty() && verdicts.isEmpty() && facts.isEmpty();
  }

  private static List<String> only(Side one, Side other) {
    if (one.verdicts().isEmpty() || other.verdicts().isEmpty()) {
      return List.of();
    }
    Set<String> others = other.verdicts().get().keySet();
    return one.verdicts().get().values().stream()
        .filter(result -> !others.contains(result.id()))
        .sorted(
            Comparator.comparing(Side.Result::rule, RuleId.ORDER).thenComparing(Side.Result::id))
        .map(Side.Result::id)
        .toList();
  }

  private static SequencedMap<Place, Ledger.Entry> observations(Ledger ledger) {
    SequencedMap<Place, Ledger.Entry> places = new LinkedHashMap<>();
    Map<List<String>, Integer> occurrences = new HashMap<>();
    for (Ledger.Entry entry : ledger.observations()) {
      int occurrence = occurrences.merge(List.of(entry.scenario(), entry.key()), 1, Integer::sum);
      places.put(new Place(entry.rule(), entry.scenario(), entry.key(), occurrence), entry);
    }
    return places;
  }

  private static Difference difference(
      Place place, Optional<Ledger.Entry> a, Optional<Ledger.Entry> b) {
    return new Difference(
        place.rule(),
        place.scenario(),
        place.key(),
        a.map(Ledger.Entry::value),
        b.map(Ledger.Entry::value));
  }

  private static List<VerdictDifference> verdicts(Side a, Side b) {
    if (a.verdicts().isEmpty() || b.verdicts().isEmpty()) {
      return List.of();
    }
    Map<String, Side.Result> others = b.verdicts().get();
    return a.verdicts().get().values().stream()
        .flatMap(result ->
            Stream.ofNullable(others.get(result.id()))
                .filter(other -> other.verdict() != result.verdict())
                .map(other ->
                    new VerdictDifference(
                        result.rule(), result.id(), result.verdict(), other.verdict())))
        .sorted(
            Comparator.comparing(VerdictDifference::rule, RuleId.ORDER)
                .thenComparing(VerdictDifference::scenario))
        .toList();
  }
}
