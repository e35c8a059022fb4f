package io.github.kvmtck.drivers;

/** A VMM did not do what it was told. The message is one sentence for a user. */
public final class DriverException extends Exception {
  private static final long serialVersionUID = 1;

  public DriverException(String message) {
    super(message);
  }

  public DriverException(String message, Throwable cause) {
    super(message, cause);
  }
}
