package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_make_all_cpus_request of every VM in vm_list. */
public final class KickReachesEveryVm extends CallMutant {
  public KickReachesEveryVm() {
    super(
        Breach.of(
                "KICK-07",
                "kick-reaches-every-vm",
                "A kick makes the vCPUs of other VMs leave too.")
            .in("mainline+kick-all")
            .seenAs("KVM_RUN goes on", "KVM_RUN → -1 EINTR")
            .seenAs("the twin runs and counts", "KVM_RUN → -1 EINTR"));
  }

  @Override
  protected CallBreach breaking() {
    return new KicksAll();
  }
}
