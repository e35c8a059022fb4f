package io.github.kvmtck.steps.world;

import io.github.kvmtck.reports.catalogue.Rule;
import java.util.List;
import java.util.Optional;

/** What a reader must know when something else was seen than the rule demands. */
public final class Lesson {
  private static final int CALLS_SHOWN = 6;

  private final World world;

  public Lesson(World world) {
    this.world = world;
  }

  /**
   * The text of a failure.
   *
   * @param lastCalls as they were before anybody asked for the state
   * @param state of the vCPU, where it can be told
   */
  String of(String expected, String observed, List<String> lastCalls, Optional<String> state) {
    StringBuilder text = new StringBuilder();
    rule().ifPresent(rule -> text.append(rule.id()).append(": ").append(rule.sentence()));
    line(text, "expected", expected);
    line(text, "observed", observed);
    state.ifPresent(known -> line(text, "state", known));
    rule().ifPresent(rule -> line(text, "source", String.join("; ", rule.sources())));
    int shown = Math.max(0, lastCalls.size() - CALLS_SHOWN);
    lastCalls.subList(shown, lastCalls.size()).forEach(call -> line(text, "call", call));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("\n  ")
        .append(name)
        .append(": ")
        .append(" ".repeat(8 - name.length()))
        .append(value);
  }

  private Optional<Rule> rule() {
    return world.scenario().getSourceTagNames().stream()
        .map(tag -> world.bench().catalogue().rule(tag.substring(1)))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
