package io.github.kvmtck.cli;

import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.alternatives.Needs;
import io.github.kvmtck.suite.alternatives.Survey;
import io.github.kvmtck.suite.alternatives.SurveyMarkdown;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lays proposals that fill the same need side by side. */
@Command(
    name = "alternatives",
    mixinStandardHelpOptions = true,
    description =
        "Runs the scenarios of interfaces that fill the same need, each on a reference that has it"
            + " and none of the others, and lays side by side what they show, as Markdown.")
final class AlternativesCommand implements Callable<Integer> {
  private static final String REFERENCE = "reference";

  private final Terminal terminal;
  private final SuiteFiles files;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes; otherwise to standard output.")
  private @Nullable Path out;

  AlternativesCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (out != null) {
      check(out);
    }
    Suite suite = BrokenSuite.suite(files);
    KernelProvider reference = Backends.installed().named(REFERENCE);
    Survey survey = Survey.of(suite, BrokenSuite.orBroken(Needs.of(suite)), reference);
    write(SurveyMarkdown.of(survey));
    for (String fault : survey.faults()) {
      terminal.complain(terminal.styled("bold,red", "fault ") + fault);
    }
    return survey.faults().isEmpty()
        ? ExitCode.CONFORMS.status()
        : ExitCode.DOES_NOT_CONFORM.status();
  }

  /** Before the scenarios run, not after. */
  private static void check(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    boolean writable =
        Files.exists(file)
            ? Files.isRegularFile(file) && Files.isWritable(file)
            : parent != null && Files.isDirectory(parent) && Files.isWritable(parent);
    if (!writable) {
      throw new UsageException("The file " + file + " cannot be written.");
    }
  }

  private void write(String page) {
    if (out == null) {
      terminal.out().print(page);
      terminal.out().flush();
      return;
    }
    try {
      Files.writeString(out, page);
    } catch (IOException e) {
      throw new UsageException("The file " + out + " cannot be written: " + e, e);
    }
  }
}
