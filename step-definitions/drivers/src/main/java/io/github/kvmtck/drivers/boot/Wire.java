package io.github.kvmtck.drivers.boot;

import java.io.IOException;

/** Where the reference VMM's control protocol is spoken. */
public interface Wire extends AutoCloseable {

  /** The last line of the answer to a command. */
  String ask(String command) throws IOException;

  @Override
  void close();
}
