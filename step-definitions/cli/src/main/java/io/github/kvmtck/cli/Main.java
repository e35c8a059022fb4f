package io.github.kvmtck.cli;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/** Where the JVM starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Not a return: a scenario that hung for good may have left a thread that never ends.
    System.exit(
        status(
            () -> {
              Stage.STARTED.reached();
              return KvmTck.commandLine(Terminal.ofProcess(), SuiteFiles.KVM).execute(args);
            },
            System.err));
  }

  /** The JVM's own status for what nobody caught is 1, as if a backend did not conform. */
  static int status(IntSupplier command, PrintStream err) {
    try {
      return command.getAsInt();
    } catch (Throwable t) {
      err.println("kvm-tck: this is a defect of the suite, please report it:");
      t.printStackTrace(err);
      return ExitCode.BROKEN_SUITE.status();
    }
  }
}
