package io.github.kvmtck.steps.world;

import java.util.function.LongSupplier;

/**
 * Whether a guest that counts in its memory is running: the only sign that comes without an exit.
 */
public final class Progress {
  /** Enough that the guest was entered anew after whatever happened before. */
  private static final int STEPS = 3;

  private final World world;
  private final KvmRun kvmRun;

  public Progress(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /** Begins KVM_RUN and waits until the guest counts. */
  public boolean begin(long address) {
    kvmRun.begin();
    return counts(address);
  }

  /** Sees the counter move several times while KVM_RUN is in flight. */
  public boolean counts(long address) {
    LongSupplier counter = () -> world.machine().ram().client().memory().u32(at(address));
    for (int i = 0; i < STEPS; i++) {
      long before = counter.getAsLong();
      if (!Patience.until(() -> !kvmRun.goesOn() || counter.getAsLong() != before)) {
        return false;
      }
    }
    return kvmRun.goesOn();
  }

  private long at(long address) {
    return world.machine().ram().address() + address;
  }
}
