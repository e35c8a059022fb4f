package io.github.kvmtck.reference.host.task;

/** Signal sets as 64-bit words: bit n-1 for signal n. */
public final class SignalSet {
  public static final int SIGKILL = 9;
  public static final int SIGSTOP = 19;
  public static final int HIGHEST = 64;

  /** SIGKILL and SIGSTOP cannot be blocked. */
  private static final long NEVER_BLOCKED = of(SIGKILL) | of(SIGSTOP);

  private SignalSet() {}

  static long of(int signo) {
    return 1L << signo - 1;
  }

  static int lowest(long set) {
    return Long.numberOfTrailingZeros(set) + 1;
  }

  static long blockable(long set) {
    return set & ~NEVER_BLOCKED;
  }
}
