package io.github.kvmtck.cli;

import io.github.kvmtck.cli.boot.BootCommand;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.cli.vmm.CheckCommand;
import io.github.kvmtck.cli.vmm.VmmCommand;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.SuiteVersion;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.features.SuiteFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command itself: it shows its help. */
@Command(
    name = "kvm-tck",
    mixinStandardHelpOptions = true,
    versionProvider = KvmTck.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "A technology compatibility kit for the Linux KVM userspace API.",
    description = {
      "",
      "Does a kernel keep what KVM's documentation promises? Each rule of the catalogue is tested"
          + " through the system calls of a KVM client, on the embedded reference, on this"
          + " machine's /dev/kvm, or on a backend of your own.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes, the first that applies:",
      "  2  wrong usage          5  the suite is broken      1  does not conform",
      "  3  nothing could run    4  nothing was judged       0  conforms",
      "  130  interrupted, with the partial report written"
    })
public final class KvmTck implements Runnable {
  private static final String RULE = "--rule";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The whole command line, for one terminal and one suite. */
  static CommandLine commandLine(Terminal terminal, SuiteFiles files) {
    CommandLine line =
        new CommandLine(new KvmTck())
            .addSubcommand(new RunCommand(terminal, files))
            .addSubcommand(vmm(terminal, files))
            .addSubcommand(new CheckCommand(terminal, files))
            .addSubcommand(new LedgerCommand(terminal))
            .addSubcommand(new StabilityCommand(terminal, files))
            .addSubcommand(new MutantsCommand(terminal, files))
            .addSubcommand(new AlternativesCommand(terminal, files))
            .addSubcommand(new BootCommand(terminal, System.in))
            .addSubcommand(new RulesCommand(terminal, files))
            .addSubcommand(new ExplainCommand(terminal, files))
            .addSubcommand(new ProfilesCommand(terminal))
            .addSubcommand(new DoctorCommand(terminal, files))
            .addSubcommand(new CompletionCommand(terminal));
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(Help.defaultColorScheme(terminal.ansi()));
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, args) -> misused(terminal, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
    return line;
  }

  /** Behind the VMM's name everything is the VMM's, options too. */
  private static CommandLine vmm(Terminal terminal, SuiteFiles files) {
    return new CommandLine(new VmmCommand(terminal, files)).setStopAtPositional(true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int misused(Terminal terminal, ParameterException e) {
    String sentence =
        e instanceof UnmatchedArgumentException unmatched
            ? unexpected(unmatched)
            // Messages of the parser have no full stop, those of this project have one.
            : String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("\\.?$", ".");
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.complain(command + ": " + sentence + " Try `" + command + " --help`.");
    return ExitCode.USAGE.status();
  }

  /** What stands where nothing can, or is no command and no option. */
  private static String unexpected(UnmatchedArgumentException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String word = e.getUnmatched().getFirst();
    if (word.startsWith("-")) {
      String option = word.split("=", 2)[0];
      return "There is no option " + option + Suggestion.of(option, command.optionsMap().keySet());
    }
    if (command.parent() == null) {
      return "There is no command " + word + Suggestion.of(word, command.subcommands().keySet());
    }
    return command.findOption(RULE) != null
        ? "An option is missing before " + word + "; did you mean " + RULE + " " + word + "?"
        : "There is no place for " + word + ".";
  }

  private static int failed(Terminal terminal, Exception e) {
    if (e instanceof UsageException) {
      terminal.complain("kvm-tck: " + e.getMessage());
      return ExitCode.USAGE.status();
    }
    if (e instanceof BrokenSuite) {
      terminal.complain("kvm-tck: " + e.getMessage());
      return ExitCode.BROKEN_SUITE.status();
    }
    terminal.complain("kvm-tck: this is a defect of the suite, please report it:");
    e.printStackTrace(terminal.err());
    terminal.err().flush();
    return ExitCode.BROKEN_SUITE.status();
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "KVM TCK " + SuiteVersion.current(), "Java " + Runtime.version(),
      };
    }
  }
}
