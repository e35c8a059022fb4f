package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;

/** A register that keeps what is written, where it is allowed. */
final class Kept implements MsrRegister {

  /** What may be written. */
  interface Allowed {
    /**
     * Whether a value may be written.
     *
     * @param host by a client
     */
    boolean test(long value, boolean host);
  }

  private final Allowed allowed;
  private long value;

  Kept(long initial, Allowed allowed) {
    this.value = initial;
    this.allowed = allowed;
  }

  @Override
  public long get() {
    return value;
  }

  @Override
  public boolean set(long next, boolean host) {
    if (!allowed.test(next, host)) {
      return false;
    }
    value = next;
    return true;
  }
}
