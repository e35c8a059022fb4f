package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;

/**
 * Whether a guest that counts in its memory is running: the only sign that comes without an exit.
 */
public final class Progress {
  /** Where no guest of a scenario looks. */
  private static final int SPARE_SLOT = 500;

  private static final long SPARE_GPA = 0x4000_0000;

  private final World world;
  private final KvmRun kvmRun;
  private final Slots slots;

  public Progress(World world, KvmRun kvmRun, Slots slots) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.slots = slots;
  }

  /** Begins KVM_RUN and waits until the guest counts. */
  public boolean begin(long address) {
    long before = counter(address);
    kvmRun.begin();
    return movesFrom(before, address);
  }

  /** Waits until the guest, which some task runs, has counted. */
  void awaitFirst(long address) {
    if (!Patience.until(() -> counter(address) != 0)) {
      throw new AssertionError("the guest is not seen to count");
    }
  }

  /**
   * Sees the counter move while KVM_RUN is in flight, and move again after the vCPU was made to
   * leave the guest: whatever KVM looks at before it enters the guest, it has looked at by then.
   */
  public boolean counts(long address) {
    if (!moves(address)) {
      return false;
    }
    leaveGuest();
    return moves(address);
  }

  /** Sees the counter move while KVM_RUN is in flight, and disturbs nobody. */
  public boolean moves(long address) {
    return movesFrom(counter(address), address);
  }

  private boolean movesFrom(long before, long address) {
    return Patience.until(() -> !kvmRun.goesOn() || counter(address) != before) && kvmRun.goesOn();
  }

  private long counter(long address) {
    return world.process().memory().u32(slots.hostAddress(address));
  }

  /** A memory slot that goes takes every vCPU out of the guest (kvm_flush_remote_tlbs). */
  private void leaveGuest() {
    try (Kernel.Task task = world.process().task("slots")) {
      Vm vm = world.machine().vm().by(task);
      MemoryRegion slot = MemoryRegion.of(SPARE_SLOT, SPARE_GPA, world.machine().ram());
      vm.setUserMemoryRegion(slot).orThrow();
      vm.setUserMemoryRegion(slot.deleted()).orThrow();
    }
  }
}
