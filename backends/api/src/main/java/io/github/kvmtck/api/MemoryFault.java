package io.github.kvmtck.api;

/** A client touched memory that it has not mapped: a mistake of the program, not a result. */
public final class MemoryFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private MemoryFault(Errno errno, long address) {
    super(errno + " at 0x" + Long.toHexString(address));
  }

  static void check(Errno errno, long address) {
    if (errno != Errno.NONE) {
      throw new MemoryFault(errno, address);
    }
  }
}
