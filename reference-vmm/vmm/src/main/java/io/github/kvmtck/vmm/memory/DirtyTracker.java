package io.github.kvmtck.vmm.memory;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import java.util.BitSet;

/** Tells which pages the guest wrote. */
public interface DirtyTracker {

  /** Begins to log. */
  void start(Vm vm);

  /**
   * The pages that were written since they were collected last, by number. What is returned may be
   * copied at once: each page is watched again, or was written by nobody who still runs.
   *
   * <p>Collected while the machine stands still, it is complete, and nothing comes after it
   * (TRACE-13).
   */
  BitSet collect(Vm vm);

  /**
   * A slot is about to be deleted, and its log with it (DIRTY-05): what it still has is kept for
   * the next {@link #collect}. The machine stands still.
   */
  void last(Vm vm, MemoryRegion slot);

  /** The flags that a writable slot has while this logs, and those that it has otherwise. */
  int flags();

  /** Ends; what was not collected is forgotten. The machine stands still (TRACE-03). */
  void stop(Vm vm);
}
