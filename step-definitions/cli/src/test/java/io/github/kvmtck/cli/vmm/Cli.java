package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What a command did with the rules of the real suite. */
record Cli(int code, String out, String err) {

  static Cli check(String... args) {
    return run(CheckCommand::new, args);
  }

  static Cli vmm(String... args) {
    return run(VmmCommand::new, args);
  }

  private static Cli run(
      BiFunction<Terminal, SuiteFiles, Callable<Integer>> command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, Ansi.OFF);
    CommandLine line = new CommandLine(command.apply(terminal, SuiteFiles.KVM));
    line.setStopAtPositional(true);
    line.setExecutionExceptionHandler((e, failed, parsed) -> {
      err.append(e.getMessage());
      return 2;
    });
    int code = line.execute(args);
    return new Cli(code, out.toString(), err.toString());
  }
}
