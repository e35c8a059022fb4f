package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A test of the linear RIP that complains. */
public final class MovedRipIsAnError extends VcpuMutant {
  public MovedRipIsAnError() {
    super(
        Breach.of(
                "COMP-13",
                "moved-rip-is-an-error",
                "KVM_RUN fails with EINVAL where userspace has moved RIP between exit and"
                    + " completion.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN fails with EINVAL"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new RefusesMovedRip();
  }
}
