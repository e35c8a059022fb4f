package io.github.kvmtck.reports;

import java.util.List;

/**
 * A scenario as the feature files state it.
 *
 * @param id see {@link ScenarioId}
 * @param rule id of the rule it tests
 * @param sentence the rule in one line
 * @param feature name of the feature it stands in
 * @param tags with their {@code @}, inherited ones included
 */
public record Scenario(
    String id,
    String rule,
    String sentence,
    String feature,
    String name,
    Location location,
    List<String> tags) {

  public Scenario {
    tags = List.copyOf(tags);
  }

  /**
   * Where it stands.
   *
   * @param file relative to the suite, with slashes, e.g. {@code features/kvm/completion.feature}
   * @param line counted from 1; of the row for a row of an Examples table
   */
  public record Location(String file, int line) {

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }
}
