package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Reads no vcpu_id. */
public final class FirstVcpuIsMeant extends CallMutant {
  public FirstVcpuIsMeant() {
    super(
        Breach.of(
                "UX-02",
                "first-vcpu-is-meant",
                "KVM_USER_EXIT of version 1 takes vCPU 0 for the one that is meant.")
            .in("mainline+user-exit-v1")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for KVM_EXIT_REQUEST")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new ChangesArgument(Proposed.KVM_USER_EXIT_V1, argument -> argument.with("vcpu_id", 0));
  }
}
