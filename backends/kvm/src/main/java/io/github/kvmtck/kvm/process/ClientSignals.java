package io.github.kvmtck.kvm.process;

import static io.github.kvmtck.linux.Signal.set;

/**
 * The signals of a client. The JVM shares its signals with no one: it stops threads with SIGUSR2,
 * reads faults from SIGSEGV, SIGBUS, SIGFPE and SIGILL, ends on SIGHUP, SIGINT and SIGTERM, and its
 * class library wakes blocked threads with real-time signal 62; the C library keeps 32 and 33.
 */
public final class ClientSignals {
  private static final int SIGUSR1 = 10;
  private static final int SIGALRM = 14;
  private static final int FIRST_REAL_TIME = 34;
  private static final int LAST_REAL_TIME = 61;

  /** Ends a system call when its process is closed; never the client's. */
  static final int KICK = 64;

  /** What a client may send, block and wait for. */
  public static final long USABLE =
      set(SIGUSR1) | set(SIGALRM) | (set(LAST_REAL_TIME) << 1) - set(FIRST_REAL_TIME);

  private ClientSignals() {}

  /**
   * The signal itself.
   *
   * @throws IllegalArgumentException where a client of real KVM can't have it
   */
  static int usable(int signal) {
    if (signal < 1 || signal > 64 || (USABLE & set(signal)) == 0) {
      throw new IllegalArgumentException(unusable("Signal " + signal));
    }
    return signal;
  }

  /**
   * The usable signals of a set. The full set stands for all that are usable.
   *
   * @throws IllegalArgumentException where another set names a signal that is not
   */
  static long usable(long signals) {
    if (signals != ~0L && (signals & ~USABLE) != 0) {
      throw new IllegalArgumentException(
          unusable("Signal " + (Long.numberOfTrailingZeros(signals & ~USABLE) + 1)));
    }
    return signals & USABLE;
  }

  private static String unusable(String what) {
    return what
        + " belongs to the JVM: a client of real KVM has SIGUSR1, SIGALRM and the real-time"
        + " signals 34 to 61.";
  }
}
