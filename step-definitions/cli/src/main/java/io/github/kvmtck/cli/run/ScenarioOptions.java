package io.github.kvmtck.cli.run;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Shard;
import io.github.kvmtck.suite.features.Suite;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which scenarios: the options of every command that runs them. */
public final class ScenarioOptions {
  @Option(
      names = "--rule",
      split = ",",
      paramLabel = "ID",
      completionCandidates = Candidates.OfRules.class,
      description = "Only these rules, families or scenarios: COMP-02,NC. Repeatable.")
  private List<String> ids = List.of();

  @Option(
      names = "--tags",
      paramLabel = "EXPR",
      description = "Only scenarios whose tags match: \"@race and not @vtl\".")
  private Optional<String> tags = Optional.empty();

  public Selection selection() {
    return selection(Optional.empty());
  }

  Selection selection(Optional<Shard> shard) {
    return new Selection(ids, tags, shard);
  }

  /** Says what a selection asks for and does not get. */
  public static void warn(Terminal terminal, Suite suite, Selection selection) {
    Stream.of(selection.untested(suite), selection.unknownTags(suite))
        .flatMap(List::stream)
        .forEach(sentence -> terminal.complain("kvm-tck: " + sentence));
  }
}
