package io.github.kvmtck.reference.host.file;

/**
 * A file that a client of Linux reads or maps without a call that this JVM sees: what it holds has
 * to be there before.
 */
public interface Shown {
  /** Puts what the file holds now into its pages. */
  void show();
}
