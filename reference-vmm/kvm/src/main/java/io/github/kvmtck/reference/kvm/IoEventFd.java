package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.file.EventFd;

/**
 * An eventfd that a guest's write signals (struct _ioeventfd): there is no exit.
 *
 * @param length of the write, or 0 for any
 * @param wildcard whatever is written; else only {@code match}
 */
public record IoEventFd(
    EventFd file, Bus bus, long address, int length, boolean wildcard, long match)
    implements VmDevice {

  @Override
  public boolean write(Vcpu by, Bus at, long where, int size, long value) {
    boolean mine = at == bus && where == address && (length == 0 || size == length && is(value));
    if (mine) {
      file.signal(1);
    }
    return mine;
  }

  private boolean is(long value) {
    long mask = length == Long.BYTES ? -1 : (1L << length * 8) - 1;
    return wildcard || (value & mask) == (match & mask);
  }

  /** ioeventfd_check_collision: some write would be for both. */
  public boolean collides(IoEventFd other) {
    return bus == other.bus
        && address == other.address
        && (length == 0
            || other.length == 0
            || length == other.length && (wildcard || other.wildcard || match == other.match));
  }
}
