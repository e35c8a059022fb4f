package io.github.kvmtck.cli;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.features.SuiteFiles;

/** Where the JVM starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Not a return: a scenario that hung for good may have left a thread that never ends.
    System.exit(KvmTck.commandLine(Terminal.ofProcess(), SuiteFiles.KVM).execute(args));
  }
}
