package io.github.kvmtck.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kvmtck.cli.run.Home;
import io.github.kvmtck.cli.terminal.ComparisonText;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.json.Json;
import io.github.kvmtck.reports.ledger.Comparison;
import io.github.kvmtck.reports.ledger.Ledger;
import io.github.kvmtck.reports.ledger.Side;
import io.github.kvmtck.suite.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what two runs saw. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares what two runs saw, rule by rule: observations that only one of them made or that"
          + " differ, and verdicts that differ. Counts of races are shown apart, because they"
          + " differ by luck.",
      ""
    },
    footer = {
      "",
      "It compares and does not judge, so the exit code is 0 when both could be read, and 2 when"
          + " one could not."
    })
final class LedgerCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "A ledger.json, the folder of a run, or the name of a backend: its last run in"
              + " target/kvm-tck, or part/BACKEND: its last run of a selection.")
  private String a = "";

  @Parameters(index = "1", paramLabel = "B", description = "The same for the other run.")
  private String b = "";

  @Option(names = "--json", description = "The differences as one JSON object.")
  private boolean json;

  @Option(
      names = "--exit-code",
      description =
          "Exit with 1 where scenarios, verdicts or observations differ; counts do not matter.")
  private boolean exitCode;

  LedgerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What {@code --json} prints. */
  private record Document(
      int version,
      Head a,
      Head b,
      boolean verdictsCompared,
      List<String> onlyA,
      List<String> onlyB,
      List<Comparison.VerdictDifference> verdicts,
      List<Comparison.Difference> facts,
      List<Comparison.Difference> counts) {}

  private record Head(String file, RunInfo run) {
    static Head of(Side side) {
      return new Head(side.file().toString(), side.ledger().run());
    }
  }

  @Override
  public Integer call() throws IOException {
    Side one = read(a);
    Side other = read(b);
    Comparison comparison = Comparison.of(one, other);
    terminal
        .out()
        .print(json ? json(one, other, comparison) : ComparisonText.of(one, other, comparison));
    terminal.out().flush();
    return exitCode && !comparison.same() ? DIFFERENT : 0;
  }

  private static String json(Side a, Side b, Comparison comparison) throws IOException {
    Document document =
        new Document(
            Ledger.VERSION,
            Head.of(a),
            Head.of(b),
            a.verdicts().isPresent() && b.verdicts().isPresent(),
            comparison.onlyA(),
            comparison.onlyB(),
            comparison.verdicts(),
            comparison.facts(),
            comparison.counts());
    return Json.mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document)
        + "\n";
  }

  private static Side read(String named) {
    Path file =
        Stream.of(
                Path.of(named),
                Path.of(named).resolve(Ledger.FILE),
                Home.runs().resolve(named).resolve(Ledger.FILE))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() ->
                new UsageException(
                    "There is no ledger "
                        + named
                        + ": it is neither a file, nor a folder with a "
                        + Ledger.FILE
                        + ", nor a backend that has run here, with its report in "
                        + Home.runs()
                        + "."));
    try {
      return Side.read(file);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
