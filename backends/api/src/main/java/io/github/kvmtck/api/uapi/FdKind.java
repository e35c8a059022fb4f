package io.github.kvmtck.api.uapi;

/** What a descriptor is, which decides the ioctls that it takes (api.rst section 1). */
public enum FdKind {
  /** /dev/kvm. */
  SYSTEM("kvm"),
  /** From KVM_CREATE_VM. */
  VM("vm"),
  /** From KVM_CREATE_VCPU. */
  VCPU("vcpu"),
  /** From KVM_CREATE_DEVICE. */
  DEVICE("device"),
  /** From KVM_CREATE_GUEST_MEMFD. */
  GUEST_MEMFD("guest_memfd"),
  /** From KVM_GET_STATS_FD. */
  STATS("stats"),
  /** From userfaultfd(2). */
  USERFAULTFD("uffd"),
  /** Not one of KVM's. */
  OTHER("fd");

  private final String label;

  FdKind(String label) {
    this.label = label;
  }

  /** Short, for messages. */
  public String label() {
    return label;
  }
}
