package io.github.kvmtck.x86.cpu;

import java.lang.invoke.VarHandle;

/**
 * Memory in 16 bytes at once. Where alignment is checked all of them must be aligned: SDM vol. 2
 * leaves that to the processor for MOVUPS and its like, and AMD's processors do so (APM vol. 4).
 */
public final class DoubleQuadwords {
  private static final int LENGTH = 16;

  private final Memory memory;
  private final Alignment alignment;

  DoubleQuadwords(Memory memory) {
    this.memory = memory;
    this.alignment = memory.alignment;
  }

  private long linear(int segment, long offset, boolean write) {
    long linear = memory.check(segment, offset, LENGTH, write);
    alignment.require(linear, LENGTH);
    return linear;
  }

  /** Reads two quadwords, the low one first. */
  public void load(int segment, long offset, long[] into, int at) {
    memory.pieces.load128(linear(segment, offset, false), into, at);
  }

  public void store(int segment, long offset, long low, long high) {
    memory.pieces.store128(linear(segment, offset, true), low, high);
  }

  /**
   * Compares 16 aligned bytes with {@code low} and {@code high} and writes back what they were, or
   * what {@code value} holds if they are equal. Atomic among its like, as for {@link Atomic#BUS}; a
   * full fence.
   *
   * @param old receives what was there
   */
  public boolean exchange(int segment, long offset, long low, long high, long[] value, long[] old) {
    synchronized (Atomic.BUS) {
      memory.probe(segment, offset, LENGTH);
      load(segment, offset, old, 0);
      boolean equal = old[0] == low && old[1] == high;
      store(segment, offset, equal ? value[0] : old[0], equal ? value[1] : old[1]);
      VarHandle.fullFence();
      return equal;
    }
  }
}
