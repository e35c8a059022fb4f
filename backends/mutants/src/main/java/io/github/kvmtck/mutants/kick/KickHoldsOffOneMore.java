package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Takes the semaphore in kvm_vcpu_ioctl and kvm_vm_ioctl. */
public class KickHoldsOffOneMore extends CallMutant {
  public KickHoldsOffOneMore() {
    this("kick-holds-off-one-more", "mainline+kick-all");
  }

  KickHoldsOffOneMore(String name, String profile) {
    super(
        Breach.of("KICK-06", name, "The first ioctl after a kick that is not KVM_RUN fails.")
            .in(profile)
            .seenAs("0\\b", "-1 EINTR"));
  }

  @Override
  protected CallBreach breaking() {
    return new HoldsOff();
  }
}
