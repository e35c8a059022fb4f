package io.github.kvmtck.api.uapi;

import java.util.ArrayList;
import java.util.List;

/** Signal numbers of x86-64 and sets of them: bit n-1 stands for signal n (signal(7)). */
public final class Signals {
  private Signals() {}

  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGQUIT = 3;
  public static final int SIGILL = 4;
  public static final int SIGTRAP = 5;
  public static final int SIGABRT = 6;
  public static final int SIGBUS = 7;
  public static final int SIGFPE = 8;
  public static final int SIGKILL = 9;
  public static final int SIGUSR1 = 10;
  public static final int SIGSEGV = 11;
  public static final int SIGUSR2 = 12;
  public static final int SIGPIPE = 13;
  public static final int SIGALRM = 14;
  public static final int SIGTERM = 15;
  public static final int SIGCHLD = 17;
  public static final int SIGCONT = 18;
  public static final int SIGSTOP = 19;

  /** The first real-time signal that the C library leaves to programs. */
  public static final int SIGRTMIN = 34;

  /** Bytes of the kernel's signal set: the only len that KVM_SET_SIGNAL_MASK takes. */
  public static final int SIGSET_BYTES = 8;

  private static final int LAST = 64;
  private static final String[] NAMES = {
    "0",
    "SIGHUP",
    "SIGINT",
    "SIGQUIT",
    "SIGILL",
    "SIGTRAP",
    "SIGABRT",
    "SIGBUS",
    "SIGFPE",
    "SIGKILL",
    "SIGUSR1",
    "SIGSEGV",
    "SIGUSR2",
    "SIGPIPE",
    "SIGALRM",
    "SIGTERM",
    "SIGSTKFLT",
    "SIGCHLD",
    "SIGCONT",
    "SIGSTOP",
    "SIGTSTP",
    "SIGTTIN",
    "SIGTTOU",
    "SIGURG",
    "SIGXCPU",
    "SIGXFSZ",
    "SIGVTALRM",
    "SIGPROF",
    "SIGWINCH",
    "SIGIO",
    "SIGPWR",
    "SIGSYS"
  };

  /** The set of these signals. */
  public static long set(int... signals) {
    long set = 0;
    for (int signal : signals) {
      set |= bit(signal);
    }
    return set;
  }

  /** Whether a set has a signal. */
  public static boolean has(long set, int signal) {
    return (set & bit(signal)) != 0;
  }

  /** {@code SIGUSR1}, {@code SIGRTMIN+2}, or the number of what is no signal. */
  public static String name(int signal) {
    if (signal >= SIGRTMIN && signal <= LAST) {
      return signal == SIGRTMIN ? "SIGRTMIN" : "SIGRTMIN+" + (signal - SIGRTMIN);
    }
    return signal > 0 && signal < NAMES.length ? NAMES[signal] : Integer.toString(signal);
  }

  /**
   * The number of a signal.
   *
   * @throws IllegalArgumentException where {@link #name} gives no signal this name
   */
  public static int number(String name) {
    for (int signal = 1; signal <= LAST; signal++) {
      if (name(signal).equals(name)) {
        return signal;
      }
    }
    throw new IllegalArgumentException("there is no signal " + name);
  }

  /** {@code [SIGUSR1 SIGALRM]}; a set with more signals in than out as {@code ~[SIGUSR1]}. */
  public static String format(long set) {
    return Long.bitCount(set) > LAST / 2 ? "~" + list(~set) : list(set);
  }

  private static String list(long set) {
    List<String> names = new ArrayList<>();
    for (int signal = 1; signal <= LAST; signal++) {
      if (has(set, signal)) {
        names.add(name(signal));
      }
    }
    return "[" + String.join(" ", names) + "]";
  }

  private static long bit(int signal) {
    if (signal < 1 || signal > LAST) {
      throw new IllegalArgumentException(signal + " is no signal");
    }
    return 1L << signal - 1;
  }
}
