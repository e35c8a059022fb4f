package io.github.kvmtck.vmm.memory;

import io.github.kvmtck.api.TaskInterrupted;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.UnexpectedErrno;
import io.github.kvmtck.api.client.Vm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The memory slots of the VM, and the one place where they are set.
 *
 * <p>{@link #apply} is the inside of a transaction: whoever calls it has stopped everything that
 * touches guest memory (TRACE-01) and closed the gate (R3). Deletions come first, then additions
 * (QACC-05, TRACE-08). What is deleted and made anew with the same backing is never seen without
 * it.
 */
public final class MemoryMap {
  private final SortedMap<Integer, MemoryRegion> slots = new TreeMap<>();
  private boolean open;
  private long completed;

  /** The slots, by id. */
  public synchronized List<MemoryRegion> slots() {
    return List.copyOf(slots.values());
  }

  /** The slot that an address is in. */
  public synchronized Optional<MemoryRegion> at(long gpa) {
    return slots.values().stream()
        .filter(each -> Long.compareUnsigned(gpa - each.guestPhysAddr(), each.memorySize()) < 0)
        .findFirst();
  }

  /** An id that no slot has. */
  public synchronized int freeSlot() {
    int id = 0;
    while (slots.containsKey(id)) {
      id++;
    }
    return id;
  }

  /**
   * Waits until no transaction is under way. Only while one is, is an access to a hole the VMM's
   * own doing (FETCH-23).
   */
  public synchronized void awaitSettled() {
    try {
      while (open) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskInterrupted(e);
    }
  }

  /** How many transactions are complete. */
  public synchronized long completed() {
    return completed;
  }

  /**
   * Deletes, then adds.
   *
   * @param vm called from the task that closed the gate
   * @param last is told of every slot that is about to go, while its dirty log still exists
   * @throws UnexpectedErrno where KVM refuses; the map is then as before
   * @throws MapLost where it could not be made so
   */
  public void apply(Vm vm, MemoryChange change, Consumer<MemoryRegion> last) {
    begin();
    List<MemoryRegion> gone = new ArrayList<>();
    List<MemoryRegion> added = new ArrayList<>();
    try {
      for (int id : change.deletions()) {
        MemoryRegion slot = slot(id);
        last.accept(slot);
        set(vm, slot.deleted());
        gone.add(slot);
      }
      for (MemoryRegion slot : change.additions()) {
        set(vm, slot);
        added.add(slot);
      }
    } catch (UnexpectedErrno e) {
      undo(vm, added, gone, e);
      throw e;
    } finally {
      end();
    }
  }

  /** Sets flags that KVM changes in place: those of the dirty log, and no others (SLOT-11). */
  public void reflag(Vm vm, Collection<MemoryRegion> regions, int flags) {
    for (MemoryRegion region : regions) {
      set(vm, region.withFlags(flags));
    }
  }

  private void undo(Vm vm, List<MemoryRegion> added, List<MemoryRegion> gone, UnexpectedErrno why) {
    try {
      for (MemoryRegion slot : added) {
        set(vm, slot.deleted());
      }
      for (MemoryRegion slot : gone) {
        set(vm, slot);
      }
    } catch (UnexpectedErrno e) {
      e.addSuppressed(why);
      throw new MapLost(e);
    }
  }

  private void set(Vm vm, MemoryRegion region) {
    vm.setUserMemoryRegion(region).orThrow();
    synchronized (this) {
      if (region.memorySize() == 0) {
        slots.remove(region.slot());
      } else {
        slots.put(region.slot(), region);
      }
    }
  }

  private synchronized MemoryRegion slot(int id) {
    MemoryRegion slot = slots.get(id);
    if (slot == null) {
      throw new IllegalArgumentException("there is no memory slot " + id);
    }
    return slot;
  }

  private synchronized void begin() {
    open = true;
  }

  private synchronized void end() {
    open = false;
    completed++;
    notifyAll();
  }

  /** The map is neither the old nor the new one: the guest must not run on it. */
  public static final class MapLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    MapLost(Throwable cause) {
      super("the memory map could neither be changed nor restored", cause);
    }
  }
}
