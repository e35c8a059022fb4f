package io.github.kvmtck.vmm.device;

import io.github.kvmtck.vmm.hold.Worker;
import io.github.kvmtck.vmm.memory.Ram;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A device that writes guest memory beside the vCPUs: it fills pages with a byte, one page a job of
 * its worker. Ports: +0 address (32 bits), +4 count of pages; a write of the byte at +8 starts it,
 * a read there says how many pages are left.
 *
 * <p>It is why a machine that stands still is more than vCPUs that do (R4), and why the VMM notes
 * its own stores (DIRTY-04). What it has left to do is part of its state, and nobody waits for it
 * to be done.
 */
public final class Filler implements Device {
  public static final long PORT = 0x500;
  public static final long LENGTH = 12;
  private static final int PAGE = 0x1000;

  private final Ram ram;
  private final Worker worker;
  private int address;
  private int count;
  private byte with;
  private int left;

  public Filler(Ram ram, Worker worker) {
    this.ram = ram;
    this.worker = worker;
  }

  @Override
  public String name() {
    return "filler";
  }

  @Override
  public synchronized long read(long offset, int size) {
    return switch ((int) offset) {
      case 0 -> address;
      case 4 -> count;
      default -> left;
    };
  }

  @Override
  public synchronized void write(long offset, int size, long value) {
    switch ((int) offset) {
      case 0 -> address = (int) value & -PAGE;
      case 4 -> count = (int) value;
      default -> {
        with = (byte) value;
        left = count;
        go();
      }
    }
  }

  @Override
  public synchronized byte[] save() {
    return ByteBuffer.allocate(13).putInt(address).putInt(count).putInt(left).put(with).array();
  }

  @Override
  public synchronized void restore(byte[] state) {
    ByteBuffer saved = ByteBuffer.wrap(state);
    address = saved.getInt();
    count = saved.getInt();
    left = saved.getInt();
    with = saved.get();
  }

  @Override
  public synchronized void restored() {
    go();
  }

  private void go() {
    if (left > 0) {
      worker.submit(this::fill);
    }
  }

  private synchronized void fill() {
    long at = Integer.toUnsignedLong(address) + (long) (count - left) * PAGE;
    if (ram.has(at, PAGE)) {
      byte[] page = new byte[PAGE];
      Arrays.fill(page, with);
      ram.write(at, page);
    }
    left--;
    go();
  }
}
