package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.RunBits;

/**
 * kvm_run.io.
 *
 * @param direction KVM_EXIT_IO_IN or KVM_EXIT_IO_OUT
 * @param size of one unit in bytes
 * @param count of units
 */
public record PortIo(int direction, int size, int port, int count) {
  public boolean isIn() {
    return direction == RunBits.KVM_EXIT_IO_IN;
  }
}
