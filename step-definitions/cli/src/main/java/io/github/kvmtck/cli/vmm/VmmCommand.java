package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.cli.BrokenSuite;
import io.github.kvmtck.cli.run.BuildOptions;
import io.github.kvmtck.cli.run.Candidates;
import io.github.kvmtck.cli.run.Home;
import io.github.kvmtck.cli.run.TraceReport;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a VMM and judges what it owes KVM. */
@Command(
    name = "vmm",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a VMM as it is, watches what it calls, and judges the rules that bind a VMM: finish an"
          + " exit before the state is saved, stop vCPUs before memory slots change, and all others"
          + " that `kvm-tck rules --binds vmm` lists.",
      ""
    },
    footer = {
      "",
      "Everything behind the first word that is no option is the VMM's command:",
      "  kvm-tck vmm -- qemu-system-x86_64 -accel kvm -nographic disk.img",
      "The VMM keeps the terminal, and its exit code is printed; that of kvm-tck tells the verdict."
    })
public final class VmmCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;
  @Mixin private final Rules rules = new Rules();
  @Mixin private final BuildOptions build = new BuildOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--on",
      paramLabel = "BACKEND",
      defaultValue = "kvm",
      completionCandidates = Candidates.OfBackends.class,
      description =
          "What serves the VMM (${DEFAULT-VALUE}): this machine's own KVM, where it is only"
              + " watched, or a backend of the suite such as reference.")
  private String on = "kvm";

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "ID",
      description =
          "Does not just watch: drives the VMM through these scenarios, named by scenario, rule or"
              + " family, or through all of them. Repeatable.")
  private List<String> scenarios = List.of();

  @Option(
      names = "--tell",
      paramLabel = "WHAT=COMMAND",
      description =
          "A shell command that tells a VMM without a driver what to do: pause, resume, snapshot,"
              + " restore, migrate, change-memory or quit. {image}, {folder}, {vcpus} and"
              + " {snapshot} are put in, in the VMM's own command too. Repeatable.")
  private Map<String, String> told = Map.of();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Writes every event there, for `kvm-tck check`; compressed where it ends in .gz.")
  private @Nullable Path trace;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      description = "Ends the VMM after so many seconds, and judges what it did until then.")
  private @Nullable Long timeout;

  @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes.")
  private @Nullable Path out;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description =
          "The VMM and its arguments. boot is the reference VMM in this process, for --scenario.")
  private List<String> command = List.of();

  public VmmCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Suite suite = BrokenSuite.orBroken(Suite.read(files));
    rules.check(suite);
    if (timeout != null && timeout <= 0) {
      throw new UsageException("--timeout takes a number of seconds above 0, not " + timeout + ".");
    }
    options();
    KernelProvider provider = Backends.installed().named(on);
    Optional<Carrier> carrier = carrier();
    TraceReport report =
        TraceReport.into(
            terminal,
            suite.catalogue(),
            Optional.ofNullable(out).orElseGet(() -> Home.runs().resolve("vmm").resolve(name())));
    Optional<String> unavailable =
        provider.unavailable().or(() -> carrier.flatMap(Carrier::unavailable));
    if (unavailable.isPresent()) {
      terminal.complain("NOT-RUN: " + unavailable.get());
      return ExitCode.NOTHING_COULD_RUN.status();
    }
    Opened opened = Opened.open(provider, build.of(suite));
    if (!scenarios.isEmpty()) {
      return new Drive(terminal, command, told, carrier, report.folder())
          .run(
              BrokenSuite.orBroken(Suite.read(SuiteFiles.VMM)),
              scenarios,
              opened,
              spec.commandLine().getParseResult().originalArgs())
          .status();
    }
    try (opened) {
      return opened instanceof Opened.Ready ready
          ? new Look(
                  terminal,
                  command,
                  carrier.orElseThrow(),
                  rules,
                  Optional.ofNullable(trace),
                  Optional.ofNullable(timeout).map(Duration::ofSeconds))
              .at(suite, ready, report, spec.commandLine().getParseResult().originalArgs())
              .status()
          : ExitCode.NOTHING_COULD_RUN.status();
    }
  }

  /** What would be passed over in silence is refused. */
  private void options() {
    if (scenarios.isEmpty()) {
      refuse(!told.isEmpty(), "--tell is for --scenario, which says what the VMM is to do.");
      return;
    }
    refuse(trace != null, "--trace is for a VMM that is watched, not for --scenario.");
    refuse(timeout != null, "--timeout is for a VMM that is watched, not for --scenario.");
    refuse(
        rules.areNamed(),
        "--rule is for a VMM that is watched: --scenario takes rules and families itself.");
    refuse(
        !told.isEmpty() && Drive.isInside(command),
        "boot is the reference VMM in this process, which needs no --tell.");
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new UsageException(why);
    }
  }

  /** Empty where nothing has to be carried: the VMM is in this process. */
  private Optional<Carrier> carrier() {
    if (!Drive.isInside(command)) {
      return Optional.of(Carriers.to(on));
    }
    if (scenarios.isEmpty()) {
      throw new UsageException(
          "boot is the reference VMM in this process, and --scenario says what it is to do;"
              + " ./kvm-tck boot is one to watch.");
    }
    return Optional.empty();
  }

  private String name() {
    return Path.of(command.getFirst()).getFileName() + "-on-" + on;
  }
}
