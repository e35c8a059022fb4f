package io.github.kvmtck.cli;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
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
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The whole command line, for one terminal and one suite. */
  static CommandLine commandLine(Terminal terminal, SuiteFiles files) {
    CommandLine line =
        new CommandLine(new KvmTck())
            .addSubcommand(new RunCommand(terminal, files))
            .addSubcommand(new LedgerCommand(terminal))
            .addSubcommand(new StabilityCommand(terminal, files))
            .addSubcommand(new MutantsCommand(terminal, files))
            .addSubcommand(new AlternativesCommand(terminal, files))
            .addSubcommand(new RulesCommand(terminal, files))
            .addSubcommand(new ExplainCommand(terminal, files))
            .addSubcommand(new ProfilesCommand(terminal))
            .addSubcommand(new DoctorCommand(terminal, files))
            .addSubcommand(new CompletionCommand(terminal));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(Help.defaultColorScheme(terminal.ansi()));
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, args) -> misused(terminal, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int misused(Terminal terminal, ParameterException e) {
    // Messages of the parser have no full stop, those of this project have one.
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String sentence = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.complain(command + ": " + sentence + suggestion(e) + " Try `" + command + " --help`.");
    return ExitCode.USAGE.status();
  }

  private static String suggestion(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream()
            .findFirst()
            .map(name -> "; did you mean " + name + "?")
            .orElse(".")
        : ".";
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
