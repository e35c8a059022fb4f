package io.github.kvmtck.observe;

/** A client can't be watched here; the message is one sentence that says why and what to do. */
public final class CannotObserve extends Exception {
  CannotObserve(String why) {
    super(why);
  }
}
