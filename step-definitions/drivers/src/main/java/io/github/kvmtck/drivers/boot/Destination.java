package io.github.kvmtck.drivers.boot;

import java.nio.file.Path;

/** Something that a machine is migrated to, and that listens for it. */
public interface Destination {

  /** Where it listens. */
  Path socket();

  /** Ends it, with the machine that has come. */
  void end() throws InterruptedException;
}
