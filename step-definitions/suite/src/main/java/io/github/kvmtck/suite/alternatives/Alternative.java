package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.suite.features.Entry;
import java.util.List;
import java.util.Optional;

/**
 * One way to fill a need.
 *
 * @param text what it is
 * @param status where it stands: mainline, proposed, only discussed
 * @param variation of the reference that has it; empty where mainline does
 * @param rules whose scenarios are about it, where it has no variation
 * @param losses what it does not give
 */
public record Alternative(
    String name,
    String text,
    String status,
    Optional<String> variation,
    List<String> sources,
    List<String> rules,
    List<Loss> losses) {

  /**
   * What an alternative does not give, or what it costs besides.
   *
   * @param scenario that shows it; empty where nothing can be run for it
   */
  public record Loss(String text, Optional<String> scenario) {}

  public Alternative {
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
    losses = List.copyOf(losses);
  }

  /** The profile of a kernel that has it, and none of the others. */
  public String profile() {
    return variation.map(name -> "mainline+" + name).orElse("mainline");
  }

  /** Whether a scenario is about it. */
  boolean owns(Entry entry) {
    return variation.isPresent()
        ? entry.scenario().tags().contains("@proposed:" + variation.get())
        : rules.contains(entry.rule());
  }
}
