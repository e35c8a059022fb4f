package io.github.kvmtck.api.client;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;

/** A call failed that had to succeed for anything to be tested. */
public final class UnexpectedErrno extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Errno errno;

  UnexpectedErrno(String call, Result result) {
    super(call + " failed: " + result.errno());
    this.errno = result.errno();
  }

  public Errno errno() {
    return errno;
  }
}
