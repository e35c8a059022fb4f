package io.github.kvmtck.reference.msr;

/** One model-specific register. */
public interface MsrRegister {

  long get();

  /** Whether it is there now: some come and go with what a client has set. */
  default boolean exists() {
    return true;
  }

  /** Whether the guest has it: if not, its RDMSR is #GP. */
  default boolean guestReads() {
    return true;
  }

  /**
   * Writes it.
   *
   * @param host by a client with KVM_SET_MSRS, which may do what a guest may not
   * @return false where the value is not allowed
   */
  boolean set(long value, boolean host);

  /** A register that keeps what is written, where only the bits of a mask may be set. */
  static MsrRegister stored(long initial, long writable) {
    return new MsrRegister() {
      private long value = initial;

      @Override
      public long get() {
        return value;
      }

      @Override
      public boolean set(long next, boolean host) {
        if ((next & ~writable) != 0) {
          return false;
        }
        value = next;
        return true;
      }
    };
  }

  /** A register that guests cannot write. */
  static MsrRegister constant(long value) {
    return new MsrRegister() {
      @Override
      public long get() {
        return value;
      }

      @Override
      public boolean set(long next, boolean host) {
        return host && next == value;
      }
    };
  }
}
