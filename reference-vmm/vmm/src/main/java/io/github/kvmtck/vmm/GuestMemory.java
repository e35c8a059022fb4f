package io.github.kvmtck.vmm;

import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_READONLY;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.vmm.hold.Holds;
import io.github.kvmtck.vmm.hold.IoctlGate;
import io.github.kvmtck.vmm.memory.MemoryChange;
import io.github.kvmtck.vmm.memory.MemoryMap;
import io.github.kvmtck.vmm.memory.Ram;
import io.github.kvmtck.vmm.vcpu.CoalescedWrites;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How guest memory is changed and watched while the machine lives. One thing at a time: a log is
 * not read while its slot goes.
 */
public final class GuestMemory {
  private final Hardware hardware;
  private final Holds holds;
  private final IoctlGate gate;
  private final CoalescedWrites coalesced;
  private final Board board;
  private final Kernel.Task task;
  private final ReentrantLock turn = new ReentrantLock();

  GuestMemory(
      Hardware hardware, Holds holds, IoctlGate gate, CoalescedWrites coalesced, Board board) {
    this.hardware = hardware;
    this.holds = holds;
    this.gate = gate;
    this.coalesced = coalesced;
    this.board = board;
    this.task = hardware.vm().client().task();
  }

  /** The memory slots. */
  public List<MemoryRegion> slots() {
    return hardware.map().slots();
  }

  /**
   * Changes the memory map as one transaction: everything stands still (TRACE-01, R4), every ioctl
   * is kept out (R3), the dirty log of what goes is read for the last time (TRACE-02), what goes is
   * deleted, and what comes is added. Memory is unmapped by nobody before that has returned
   * (TRACE-12).
   *
   * @throws io.github.kvmtck.api.client.UnexpectedErrno where KVM refuses; nothing has changed then
   */
  public void change(MemoryChange change) {
    turn.lock();
    try (Holds.Hold _ = holds.take("memory change");
        IoctlGate.Closed _ = gate.close(task)) {
      MemoryChange logged = logged(change);
      onMain(() -> {
        coalesced.drain(hardware.kvm().client().memory());
        hardware
            .map()
            .apply(hardware.vm(), logged, slot -> hardware.tracker().last(hardware.vm(), slot));
      });
    } catch (MemoryMap.MapLost e) {
      board.crashed(0, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      turn.unlock();
    }
  }

  /** Makes the ROM read-only or writable, as a chipset does when it shadows its BIOS (RO-05). */
  public void protectRom(boolean readOnly) {
    for (MemoryRegion slot : slots()) {
      if (slot.guestPhysAddr() == Ram.ROM) {
        change(MemoryChange.NONE.reflag(slot, readOnly ? KVM_MEM_READONLY : 0));
      }
    }
  }

  /** Begins to log which pages are written. */
  public void startLogging() {
    inTurn(() -> hardware.tracker().start(hardware.vm()));
  }

  /**
   * The pages that guest and devices wrote since they were collected last. Where the machine stands
   * still, there are no more to come (TRACE-13).
   */
  public BitSet collectDirty() {
    BitSet dirty = new BitSet();
    inTurn(() -> {
      dirty.or(hardware.tracker().collect(hardware.vm()));
      dirty.or(hardware.ram().written().take());
    });
    return dirty;
  }

  /** Ends the log; the machine stands still, so that nothing is lost that was still wanted. */
  public void stopLogging() {
    inTurn(() -> hardware.tracker().stop(hardware.vm()));
  }

  /** What is added while the log is on is logged too. */
  private MemoryChange logged(MemoryChange change) {
    int flags = hardware.tracker().flags();
    return new MemoryChange(
        change.deletions(),
        change.additions().stream()
            .map(slot ->
                (slot.flags() & KVM_MEM_READONLY) == 0
                    ? slot.withFlags(slot.flags() | flags)
                    : slot)
            .toList());
  }

  private void inTurn(Runnable work) {
    turn.lock();
    try {
      onMain(work);
    } finally {
      turn.unlock();
    }
  }

  private void onMain(Runnable work) {
    var unused =
        task.run(() -> {
          work.run();
          return work;
        });
  }
}
