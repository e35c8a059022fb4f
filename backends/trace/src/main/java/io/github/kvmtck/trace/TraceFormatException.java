package io.github.kvmtck.trace;

import java.io.IOException;

/** A file is no trace, or not one that can be read. The message is one sentence for a user. */
public final class TraceFormatException extends IOException {
  private static final long serialVersionUID = 1;

  TraceFormatException(String message) {
    super(message);
  }

  TraceFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
