package io.github.kvmtck.reference.host.memory;

/** Answers of {@link AddressSpace#reach} that are not an address. */
public final class Reach {
  /** Not mapped, or not with the access asked for: EFAULT. */
  public static final long FAULT = 0;

  /** Userspace has to supply the page first. */
  public static final long AWAITED = -1;

  private Reach() {}
}
