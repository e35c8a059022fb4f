package io.github.kvmtck.mutants.ux;

/** kvm_vm_ioctl_check_extension without its case. In another version of the proposal. */
public final class UserExitIsNotAdvertisedV1 extends UserExitIsNotAdvertised {
  public UserExitIsNotAdvertisedV1() {
    super("user-exit-is-not-advertised-v1", "mainline+user-exit-v1");
  }
}
