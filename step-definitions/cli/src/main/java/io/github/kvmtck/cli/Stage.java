package io.github.kvmtck.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far this JVM came, in a file for the launcher: an exit status alone does not tell a JVM that
 * never started from a backend that does not conform, nor a scenario that took the JVM down from a
 * report that did.
 */
public enum Stage {
  /** The suite's own code runs. */
  STARTED,
  /** Scenarios run; from here on the journal knows which ones. */
  RUNNING,
  /** Every scenario has its verdict. */
  REPORTING;

  private static final String FILE = "kvm-tck.stage";

  /** Says so; nothing without a launcher. */
  public void reached() {
    String file = System.getProperty(FILE, "");
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(Path.of(file), name() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the launcher's file cannot be written: " + e, e);
    }
  }
}
