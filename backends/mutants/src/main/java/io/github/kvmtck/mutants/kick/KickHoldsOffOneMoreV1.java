package io.github.kvmtck.mutants.kick;

/** Takes the semaphore in kvm_vcpu_ioctl and kvm_vm_ioctl. In another version of the proposal. */
public final class KickHoldsOffOneMoreV1 extends KickHoldsOffOneMore {
  public KickHoldsOffOneMoreV1() {
    super("kick-holds-off-one-more-v1", "mainline+kick-all-v1");
  }
}
