package io.github.kvmtck.vmm.device;

import java.util.function.IntConsumer;

/** A guest that writes here is done, and the byte is its exit code. */
public final class ExitPort implements Device {
  public static final long PORT = 0xf4;

  private final IntConsumer done;

  public ExitPort(IntConsumer done) {
    this.done = done;
  }

  @Override
  public String name() {
    return "exit";
  }

  @Override
  public long read(long offset, int size) {
    return 0;
  }

  @Override
  public void write(long offset, int size, long value) {
    done.accept((int) value & 0xff);
  }
}
