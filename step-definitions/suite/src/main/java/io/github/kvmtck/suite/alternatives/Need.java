package io.github.kvmtck.suite.alternatives;

import java.util.List;

/**
 * Something that a client needs, and that several interfaces give.
 *
 * @param text what is needed, in a sentence or two
 * @param points situations in which the alternatives are compared
 */
public record Need(
    String id, String title, String text, List<Alternative> alternatives, List<Point> points) {

  public Need {
    alternatives = List.copyOf(alternatives);
    points = List.copyOf(points);
  }

  /** One situation, with the scenario that shows it for each alternative that has one. */
  public record Point(String text, List<Shown> shown) {
    public Point {
      shown = List.copyOf(shown);
    }
  }

  /**
   * A scenario that shows how an alternative behaves.
   *
   * @param by name of the alternative
   * @param scenario its id
   * @param calls that the row shows besides those of the alternative, because what came back rests
   *     on them
   */
  public record Shown(String by, String scenario, List<String> calls) {
    public Shown {
      calls = List.copyOf(calls);
    }
  }
}
