package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run shows of every alternative, each on a kernel that has it and none of the others.
 *
 * @param sights by profile, and then by scenario id
 */
public record Survey(Suite suite, List<Need> needs, Map<String, Map<String, Sight>> sights) {

  public Survey {
    needs = List.copyOf(needs);
    sights = Map.copyOf(sights);
  }

  /** Runs all scenarios that the alternatives are compared by. */
  public static Survey of(Suite suite, List<Need> needs, KernelProvider backend)
      throws InterruptedException {
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    for (Need need : needs) {
      for (Alternative alternative : need.alternatives()) {
        wanted
            .computeIfAbsent(alternative.profile(), _ -> new LinkedHashSet<>())
            .addAll(scenarios(suite, need, alternative));
      }
    }
    Map<String, Map<String, Sight>> sights = new LinkedHashMap<>();
    for (var profile : wanted.entrySet()) {
      List<Entry> entries =
          suite.entries().stream().filter(e -> profile.getValue().contains(e.id())).toList();
      sights.put(profile.getKey(), Sightseeing.of(suite, backend, profile.getKey(), entries));
    }
    return new Survey(suite, needs, sights);
  }

  private static Set<String> scenarios(Suite suite, Need need, Alternative alternative) {
    Set<String> ids = new LinkedHashSet<>();
    suite.entries().stream().filter(alternative::owns).map(Entry::id).forEach(ids::add);
    need.points().stream()
        .flatMap(point -> point.shown().stream())
        .filter(shown -> shown.by().equals(alternative.name()))
        .forEach(shown -> ids.add(shown.scenario()));
    alternative.losses().forEach(loss -> loss.scenario().ifPresent(ids::add));
    return ids;
  }

  /** What a scenario showed on the kernel of an alternative. */
  Sight sight(Alternative alternative, String scenario) {
    Sight sight = sights.getOrDefault(alternative.profile(), Map.of()).get(scenario);
    if (sight == null) {
      throw new IllegalStateException(scenario + " was not run on " + alternative.profile());
    }
    return sight;
  }

  /** The scenarios that are about an alternative, in the order of the suite. */
  List<Entry> own(Alternative alternative) {
    return suite.entries().stream().filter(alternative::owns).toList();
  }

  /**
   * Everything that speaks against the comparison, one sentence each: a scenario that does not pass
   * shows nothing.
   */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    sights.forEach((profile, seen) ->
        seen.forEach((id, sight) -> {
          Verdict verdict = sight.result().verdict();
          if (verdict != Verdict.PASS) {
            faults.add(id + " is " + verdict + " on " + profile);
          }
        }));
    return faults;
  }
}
