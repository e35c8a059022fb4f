package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Both versions at once. */
public final class VersionOneHasTheVcpuIoctl extends CallMutant {
  public VersionOneHasTheVcpuIoctl() {
    super(
        Breach.of(
                "UX-02",
                "version-one-has-the-vcpu-ioctl",
                "With version 1 the vCPU ioctl of version 2 succeeds.")
            .in("mainline+user-exit-v1")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Proposed.KVM_USER_EXIT) ? Result.ZERO : call.proceed();
  }
}
