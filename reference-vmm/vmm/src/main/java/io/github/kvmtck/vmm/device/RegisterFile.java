package io.github.kvmtck.vmm.device;

import java.util.Arrays;

/** Bytes that are what was written to them: memory that is a device. */
public final class RegisterFile implements Device {
  /** Where one is, two pages long. */
  public static final long ADDRESS = 0xd000_2000L;

  /** Where another one is whose writes KVM collects without an exit: a text screen. */
  public static final long SCREEN = 0xb8000;

  /** Where a third one is: the page of a HPET, whose unused comparators are no more than that. */
  public static final long TIMERS = 0xfed0_0000L;

  public static final int LENGTH = 0x2000;

  private final String name;
  private final byte[] bytes = new byte[LENGTH];

  public RegisterFile(String name) {
    this.name = name;
  }

  /** A copy of a part. */
  public synchronized byte[] bytes(int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized long read(long offset, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[(int) offset + i & LENGTH - 1] & 0xffL;
    }
    return value;
  }

  @Override
  public synchronized void write(long offset, int size, long value) {
    for (int i = 0; i < size; i++) {
      bytes[(int) offset + i & LENGTH - 1] = (byte) (value >>> Byte.SIZE * i);
    }
  }

  @Override
  public synchronized byte[] save() {
    return bytes.clone();
  }

  @Override
  public synchronized void restore(byte[] state) {
    System.arraycopy(state, 0, bytes, 0, LENGTH);
  }
}
