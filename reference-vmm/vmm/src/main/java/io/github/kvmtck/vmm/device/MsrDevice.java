package io.github.kvmtck.vmm.device;

import java.nio.ByteBuffer;

/**
 * An MSR that KVM does not know and the VMM has: each read gives one more, a write sets it
 * (KVM_CAP_X86_USER_SPACE_MSR, api.rst 7.21). Any other one is refused, and the guest gets #GP.
 */
public final class MsrDevice implements Device {
  public static final int INDEX = 0x4000_0d00;

  private long value;

  @Override
  public String name() {
    return "msr";
  }

  @Override
  public synchronized long read(long offset, int size) {
    return ++value;
  }

  @Override
  public synchronized void write(long offset, int size, long data) {
    value = data;
  }

  @Override
  public synchronized byte[] save() {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  @Override
  public synchronized void restore(byte[] state) {
    value = ByteBuffer.wrap(state).getLong();
  }
}
