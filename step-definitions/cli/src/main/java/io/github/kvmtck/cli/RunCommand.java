package io.github.kvmtck.cli;

import io.github.kvmtck.cli.run.RunOptions;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the suite. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs scenarios on a KVM implementation and reports the verdicts.")
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;
  @Mixin private final RunOptions options = new RunOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  RunCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return options
        .run(terminal, BrokenSuite.suite(files), spec.commandLine().getParseResult().originalArgs())
        .status();
  }
}
