package io.github.kvmtck.vmm.device;

import java.nio.ByteBuffer;

/**
 * Every byte that is read is one more than the one before: a FIFO whose reader can tell what was
 * lost and what came twice. A write adds to what was written so far.
 */
public final class Sequence implements Device {
  /** Where it is: a port, and a page of addresses. */
  public static final long PORT = 0x81;

  public static final long ADDRESS = 0xd000_1000L;
  public static final long LENGTH = 0x1000;

  private final String name;
  private long next;
  private long sum;

  public Sequence(String name) {
    this.name = name;
  }

  /** The sum of all that was written. */
  public synchronized long sum() {
    return sum;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized long read(long offset, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (++next & 0xff) << Byte.SIZE * i;
    }
    return value;
  }

  @Override
  public synchronized void write(long offset, int size, long value) {
    sum += value;
  }

  @Override
  public synchronized byte[] save() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(next).putLong(sum).array();
  }

  @Override
  public synchronized void restore(byte[] state) {
    ByteBuffer saved = ByteBuffer.wrap(state);
    next = saved.getLong();
    sum = saved.getLong();
  }
}
