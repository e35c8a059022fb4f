package io.github.kvmtck.api;

/**
 * What a system call returned.
 *
 * @param value the return value; -1 where {@code errno} is set
 * @param errno {@link Errno#NONE} on success. A value, not an exception: a conformance suite
 *     asserts on it.
 */
public record Result(long value, Errno errno) {
  public static final Result ZERO = new Result(0, Errno.NONE);

  public static Result of(long value) {
    return value == 0 ? ZERO : new Result(value, Errno.NONE);
  }

  public static Result error(Errno errno) {
    return new Result(-1, errno);
  }

  public boolean failed() {
    return errno != Errno.NONE;
  }

  @Override
  public String toString() {
    return failed() ? "-1 " + errno : Long.toString(value);
  }
}
