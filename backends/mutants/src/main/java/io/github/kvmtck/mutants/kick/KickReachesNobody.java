package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Marks vCPUs that are not there. */
public class KickReachesNobody extends CallMutant {
  public KickReachesNobody() {
    this("kick-reaches-nobody", "mainline+kick-all+hv-inactive-vtl");
  }

  KickReachesNobody(String name, String profile) {
    super(
        Breach.of("KICK-01", name, "A kick succeeds and makes nobody leave KVM_RUN.")
            .in(profile)
            .seenAs("KVM_RUN of the twin returns", "KVM_RUN of the twin has not returned")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS) ? Result.ZERO : call.proceed();
  }
}
