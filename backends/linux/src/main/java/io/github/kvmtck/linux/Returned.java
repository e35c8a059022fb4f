package io.github.kvmtck.linux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;

/** Reads what a function of this package returned. */
public final class Returned {
  /** The kernel's MAX_ERRNO: greater negative values are values (linux/err.h). */
  private static final int MAX_ERRNO = 4095;

  private Returned() {}

  public static boolean failed(long returned) {
    return returned < 0 && returned >= -MAX_ERRNO;
  }

  public static Errno errno(long returned) {
    return failed(returned) ? Errno.of((int) -returned) : Errno.NONE;
  }

  public static Result result(long returned) {
    return failed(returned) ? Result.error(errno(returned)) : Result.of(returned);
  }

  /**
   * The value of a call that can fail only when the caller is at fault.
   *
   * @throws IllegalStateException naming the call and the error
   */
  public static long required(String call, long returned) {
    if (failed(returned)) {
      throw new IllegalStateException(call + " failed: " + errno(returned));
    }
    return returned;
  }
}
