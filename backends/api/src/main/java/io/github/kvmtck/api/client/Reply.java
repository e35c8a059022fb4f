package io.github.kvmtck.api.client;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call answered.
 *
 * @param <T> what a successful call gives
 */
public final class Reply<T> {
  private final Object call;
  private final Result result;
  private final @Nullable T value;

  private Reply(Object call, Result result, @Nullable T value) {
    this.call = call;
    this.result = result;
    this.value = value;
  }

  /**
   * An answer whose value is the call's return value.
   *
   * @param call says what was called when it is printed
   */
  static Reply<Long> of(Object call, Result result) {
    return new Reply<>(call, result, result.value());
  }

  /** An answer in memory. */
  static <T> Reply<T> of(Object call, Result result, T value) {
    return new Reply<>(call, result, value);
  }

  /** Return value and errno: what a test asserts on. */
  public Result result() {
    return result;
  }

  public Errno errno() {
    return result.errno();
  }

  public boolean failed() {
    return result.failed();
  }

  /**
   * What the call gave.
   *
   * @throws UnexpectedErrno where it failed
   */
  public T value() {
    if (result.failed() || value == null) {
      throw new UnexpectedErrno(call.toString(), result);
    }
    return value;
  }

  /** What the call left in memory, also where it failed: E2BIG comes with the true number. */
  public T left() {
    return Objects.requireNonNull(value);
  }

  /**
   * Leaves nothing to look at.
   *
   * @throws UnexpectedErrno where the call failed
   */
  public void orThrow() {
    if (result.failed()) {
      throw new UnexpectedErrno(call.toString(), result);
    }
  }

  /** The same answer, read as something else. */
  <R> Reply<R> map(Function<T, R> read) {
    return new Reply<>(call, result, result.failed() || value == null ? null : read.apply(value));
  }

  /** The same answer, with something that the call left elsewhere. */
  <R> Reply<R> replaced(R other) {
    return new Reply<>(call, result, other);
  }

  /** The same answer, where only the return value counts. */
  public Reply<Long> returned() {
    return of(call, result);
  }

  /** {@code KVM_SET_REGS rip=0x1000 … → 0}. */
  @Override
  public String toString() {
    return call + " → " + result;
  }
}
