package io.github.kvmtck.api.events;

import io.github.kvmtck.api.uapi.FdKind;

/**
 * What a call is made on.
 *
 * @param fd its number; -1 for a call on no descriptor
 * @param label short, for messages, the same for every number that means it: {@code vcpu0}
 * @param vm the label of the VM that it belongs to, or is; empty where it belongs to none
 */
public record Descriptor(int fd, FdKind kind, String label, String vm) {
  /** A call on no descriptor. */
  public static final Descriptor NONE = new Descriptor(-1, FdKind.OTHER, "", "");

  static Descriptor other(int fd, String label) {
    return new Descriptor(fd, FdKind.OTHER, label, "");
  }

  /** The same thing under another number. */
  Descriptor as(int number) {
    return new Descriptor(number, kind, label, vm);
  }
}
