package io.github.kvmtck.suite.features;

import io.github.kvmtck.reports.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One scenario to run, or one row of an outline's Examples.
 *
 * @param written its name as the file has it: an outline's with its parameters
 * @param place where Cucumber finds it
 * @param steps with the cells of its row filled in, those of the Background first
 */
public record Entry(Scenario scenario, String written, Place place, List<StepText> steps) {

  private static final String ABSENCE = "@absence:";
  private static final String PROPOSED = "@proposed:";

  /**
   * A line of a feature file on the class path.
   *
   * @param resource with slashes and none at the beginning
   */
  public record Place(String resource, int line) {}

  /**
   * A step as it is written.
   *
   * @param keyword e.g. {@code Given}
   * @param docString what stands under it between three quotes: guest code
   */
  public record StepText(String keyword, String text, Optional<String> docString) {}

  public Entry {
    steps = List.copyOf(steps);
  }

  public String id() {
    return scenario.id();
  }

  public String rule() {
    return scenario.rule();
  }

  /** The rules whose scenarios are the evidence where this one does not apply. */
  public Stream<String> absences() {
    return named(ABSENCE);
  }

  /** The proposals that a kernel must implement for this one to apply. */
  public Stream<String> proposals() {
    return named(PROPOSED);
  }

  private Stream<String> named(String prefix) {
    return scenario.tags().stream()
        .filter(tag -> tag.startsWith(prefix))
        .map(tag -> tag.substring(prefix.length()));
  }
}
