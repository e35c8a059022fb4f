package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.suite.features.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to fill a need.
 *
 * @param text what it is
 * @param status where it stands: mainline, proposed, only discussed
 * @param variations of the reference that have it, its own one first; empty where mainline does
 * @param rules whose scenarios are about it, where it has no variation
 * @param calls its own calls, which are shown beside KVM_RUN
 * @param losses what it does not give
 */
public record Alternative(
    String name,
    String text,
    String status,
    List<String> variations,
    List<String> sources,
    List<String> rules,
    List<String> calls,
    List<Loss> losses) {

  /**
   * What an alternative does not give, or what it costs besides.
   *
   * @param scenario that shows it; empty where nothing can be run for it
   */
  public record Loss(String text, Optional<String> scenario) {}

  public Alternative {
    variations = List.copyOf(variations);
    calls = List.copyOf(calls);
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
    losses = List.copyOf(losses);
  }

  /** The profile of a kernel that has it, and none of the others. */
  public String profile() {
    return String.join("+", Stream.concat(Stream.of("mainline"), variations.stream()).toList());
  }

  /** Whether a scenario is about it, and needs nothing besides. */
  boolean owns(Entry entry) {
    List<String> needed = entry.proposals().toList();
    if (variations.isEmpty()) {
      return needed.isEmpty() && rules.contains(entry.rule());
    }
    return needed.contains(variations.getFirst()) && variations.containsAll(needed);
  }
}
