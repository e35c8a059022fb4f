package io.github.kvmtck.vmm.memory;

import java.util.BitSet;

/** Pages of guest memory by number, gathered by several threads. */
public final class PageSet {
  private final BitSet pages = new BitSet();

  public synchronized void add(long page) {
    pages.set(Math.toIntExact(page));
  }

  public synchronized void addAll(BitSet more) {
    pages.or(more);
  }

  /** What was gathered; from now on it gathers anew. */
  public synchronized BitSet take() {
    BitSet taken = (BitSet) pages.clone();
    pages.clear();
    return taken;
  }
}
