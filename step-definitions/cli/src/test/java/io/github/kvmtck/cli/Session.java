package io.github.kvmtck.cli;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.sample.Sample;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command did on the sample suite.
 *
 * @param code its exit code
 * @param out what it was asked for
 * @param err what it said besides
 */
record Session(int code, String out, String err) {

  static Session of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, Ansi.OFF);
    int code = KvmTck.commandLine(terminal, Sample.FILES).execute(args);
    return new Session(code, out.toString(), err.toString());
  }
}
