package io.github.kvmtck.reference.host.memory;

/** MAP_* of mmap(2). */
public record MapFlags(int bits) {
  private static final int SHARED = 0x01;
  private static final int PRIVATE = 0x02;
  private static final int FIXED = 0x10;
  private static final int ANONYMOUS = 0x20;
  private static final int FIXED_NOREPLACE = 0x10_0000;

  public boolean anonymous() {
    return (bits & ANONYMOUS) != 0;
  }

  public boolean shared() {
    return (bits & SHARED) != 0;
  }

  boolean valid() {
    return (bits & (SHARED | PRIVATE)) != 0;
  }

  boolean fixed() {
    return (bits & FIXED) != 0;
  }

  boolean anyFixed() {
    return (bits & (FIXED | FIXED_NOREPLACE)) != 0;
  }
}
