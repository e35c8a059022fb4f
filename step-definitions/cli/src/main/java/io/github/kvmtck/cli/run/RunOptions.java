package io.github.kvmtck.cli.run;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Shard;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.run.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code kvm-tck run}, and what they mean together. */
public final class RunOptions {
  @Mixin private final BackendOptions backends = new BackendOptions();
  @Mixin private final BuildOptions build = new BuildOptions();
  @Mixin private final ScenarioOptions scenarios = new ScenarioOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the report goes (target/kvm-tck/BACKEND; that of a selection"
              + " target/kvm-tck/part/BACKEND).")
  private @Nullable Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many scenarios run at once; default: one a processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--shard",
      paramLabel = "i/n",
      converter = ShardConverter.class,
      description = "Only one of n parts, the same ones on every machine.")
  private Optional<Shard> shard = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the random order; a run prints the one that it took.")
  private @Nullable Long seed;

  @Option(names = "--list", description = "Lists the selected scenarios and runs nothing.")
  private boolean list;

  /** These three are set by the launcher when it starts again after an abnormal end of the JVM. */
  @Option(names = "--resume-after", hidden = true, paramLabel = "CAUSE")
  private Optional<String> resumeAfter = Optional.empty();

  @Option(names = "--resumption", hidden = true, paramLabel = "N")
  private int resumption = 1;

  @Option(names = "--session", hidden = true, paramLabel = "SECONDS")
  private long session;

  static final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      try {
        return Shard.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * Does what was asked for.
   *
   * @param command the arguments, for the report
   */
  public ExitCode run(Terminal terminal, Suite suite, List<String> command)
      throws IOException, InterruptedException {
    Jobs.check(List.of(jobs));
    Selection selection = scenarios.selection(shard);
    List<Entry> entries = selection.withAbsences(suite);
    List<KernelProvider> providers = backends.all();
    KernelOptions kernel = build.of(suite);
    ScenarioOptions.warn(terminal, suite, selection);
    List<Opened> opened = list ? List.of() : open(providers, kernel);
    if (entries.isEmpty()) {
      opened.forEach(Opened::close);
      terminal.complain("kvm-tck: no scenario matches what was asked for; nothing was run.");
      return ExitCode.NOTHING_SELECTED;
    }
    if (list) {
      return list(terminal, entries);
    }
    long order = seed != null ? seed : RandomGenerator.getDefault().nextLong(1_000_000);
    RunPlan plan = new RunPlan(suite, entries, order, jobs, shard, command, RunPlan.Limits.USUAL);
    boolean whole = entries.size() == suite.entries().size();
    List<String> names = providers.stream().map(KernelProvider::name).toList();
    Output output = Output.of(Optional.ofNullable(out), Home.project(), whole, names);
    output.create();
    output.forgetRunsBefore(resumeAfter.isEmpty() ? Instant.MAX : Instant.ofEpochSecond(session));
    return new Session(terminal, plan, output)
        .run(opened, resumeAfter.map(cause -> new Session.Resumption(cause, resumption)));
  }

  /** Every backend before the first one runs, so that a wrong profile spoils no run. */
  private static List<Opened> open(List<KernelProvider> providers, KernelOptions options) {
    List<Opened> opened = new ArrayList<>();
    try {
      for (KernelProvider provider : providers) {
        opened.add(Opened.open(provider, options));
      }
      return opened;
    } catch (UsageException e) {
      opened.forEach(Opened::close);
      throw e;
    }
  }

  private static ExitCode list(Terminal terminal, List<Entry> entries) {
    for (Entry entry : entries) {
      terminal.out().println(entry.id() + "  " + entry.scenario().location());
    }
    terminal.out().flush();
    return ExitCode.CONFORMS;
  }
}
