package io.github.kvmtck.kvm;

/** signal.h. */
final class Signals {
  static final int SIGUSR1 = 10;
  static final int SIGRTMIN = 34;

  private Signals() {}

  static long set(int signal) {
    return 1L << (signal - 1);
  }
}
