package io.github.kvmtck.x86.cpu;

/**
 * Memory as locked instructions read and write it (SDM vol. 3, 10.1.2). Where an aligned quadword
 * holds the operand the host's own instructions make it one access; elsewhere {@link BusLock} does,
 * from the read to the write. Both are full fences.
 */
public final class LockedMemory {
  private static final int WIDE = 16;

  private final Cpu cpu;
  private final Memory memory;

  LockedMemory(Cpu cpu, Memory memory) {
    this.cpu = cpu;
    this.memory = memory;
  }

  /**
   * Reads what {@link #exchange} will write: faults as a write would. After it nothing but that may
   * follow.
   */
  public long load(int s, long offset, int bits) {
    int length = bits >> 3;
    if (Atomic.holds(memory.linear(s, offset), length)) {
      return memory.loadToStore(s, offset, bits);
    }
    boolean held = cpu.busLock.heldBy(cpu.boundary) || lock(s, offset, length);
    try {
      long value = memory.loadToStore(s, offset, bits);
      held = false;
      return value;
    } finally {
      unlock(held);
    }
  }

  /** Takes the bus for what is RAM: what a device does with its parts is its own affair. */
  private boolean lock(int s, long offset, int length) {
    boolean ram = memory.pieces.probe(memory.check(s, offset, length, true), length);
    if (ram) {
      cpu.busLock.lock(cpu.boundary);
    }
    return ram;
  }

  private void unlock(boolean held) {
    if (held) {
      cpu.busLock.unlock(cpu.boundary);
    }
  }

  /**
   * Writes {@code value} if {@code expected} is still there: how a locked instruction ends. If it
   * is not, the instruction {@linkplain #load reads} again, the bus still its own.
   */
  public boolean exchange(int s, long offset, int bits, long expected, long value) {
    int length = bits >> 3;
    if (Atomic.holds(memory.linear(s, offset), length)) {
      return exchangeNow(s, offset, length, expected, value);
    }
    boolean done = true;
    try {
      done = exchangeNow(s, offset, length, expected, value);
      return done;
    } finally {
      unlock(done && cpu.busLock.heldBy(cpu.boundary));
    }
  }

  private boolean exchangeNow(int s, long offset, int length, long expected, long value) {
    long host = memory.hostToWrite(s, offset, length);
    if (host == Bus.NOT_RAM) {
      return memory.pieces.exchange(memory.check(s, offset, length, true), length, expected, value);
    }
    boolean done = Atomic.exchange(host, length, expected, value);
    memory.stored(host);
    return done;
  }

  /** As {@link DoubleQuadwords#exchange}, with the bus locked. */
  public boolean exchange(int s, long offset, long low, long high, long[] value, long[] old) {
    boolean held = lock(s, offset, WIDE);
    try {
      return memory.wide.exchange(s, offset, low, high, value, old);
    } finally {
      unlock(held);
    }
  }
}
