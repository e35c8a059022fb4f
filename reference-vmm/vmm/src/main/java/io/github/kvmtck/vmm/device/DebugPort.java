package io.github.kvmtck.vmm.device;

import java.util.function.IntConsumer;

/** The port that Bochs and QEMU print bytes from; it reads as its own number, which says so. */
public final class DebugPort implements Device {
  public static final long PORT = 0xe9;

  private final IntConsumer output;

  public DebugPort(IntConsumer output) {
    this.output = output;
  }

  @Override
  public String name() {
    return "debug";
  }

  @Override
  public long read(long offset, int size) {
    return PORT;
  }

  @Override
  public void write(long offset, int size, long value) {
    output.accept((int) value & 0xff);
  }
}
