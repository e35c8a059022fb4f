package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.cli.BrokenSuite;
import io.github.kvmtck.cli.run.Home;
import io.github.kvmtck.cli.run.TraceReport;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.monitors.Judge;
import io.github.kvmtck.monitors.Monitors;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.vmm.TraceVerdicts;
import io.github.kvmtck.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges what was written before. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges traces that `kvm-tck vmm --trace` wrote, or anything else in that form"
          + " (docs/trace.md), by the rules that bind a VMM.",
      ""
    })
public final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;
  @Mixin private final Rules rules = new Rules();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes.")
  private @Nullable Path out;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "A trace, compressed or not.")
  private List<Path> traces = List.of();

  public CheckCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException {
    Suite suite = BrokenSuite.orBroken(Suite.read(files));
    rules.check(suite);
    Path base = Optional.ofNullable(out).orElseGet(() -> Home.runs().resolve("check"));
    List<Run> runs = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < traces.size(); i++) {
      Path folder = traces.size() == 1 ? base : base.resolve(Integer.toString(i + 1));
      runs.add(judge(suite, traces.get(i), TraceReport.into(terminal, suite.catalogue(), folder)));
      folders.add(folder);
    }
    return TraceReport.of(terminal, suite.catalogue(), base, runs, folders).status();
  }

  private Run judge(Suite suite, Path file, TraceReport report) throws IOException {
    Judge judge = new Judge(suite.catalogue(), Monitors::all);
    try (TraceReader reader = TraceReader.of(file)) {
      RunInfo info =
          report.info(
              suite,
              reader.header().kernel(),
              reader.header().source(),
              Optional.empty(),
              spec.commandLine().getParseResult().originalArgs());
      boolean whole = reader.tell(judge);
      if (!whole) {
        terminal.complain(
            "warning: the end of " + file + " is cut off; what stands before it is judged");
      }
      String client =
          reader.header().command().stream().findFirst().orElseGet(() -> file.toString());
      return new TraceVerdicts(client, rules::has).run(info, judge.conclude(), Run.Ending.FINISHED);
    } catch (NoSuchFileException e) {
      throw new UsageException("There is no file " + file + ".", e);
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? file + " is a folder" : String.valueOf(e.getMessage());
      throw new UsageException(why + ".", e);
    }
  }
}
