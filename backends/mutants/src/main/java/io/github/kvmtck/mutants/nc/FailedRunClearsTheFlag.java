package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** post_kvm_run_save sets the flag of successful calls only. */
public final class FailedRunClearsTheFlag extends VcpuMutant {
  public FailedRunClearsTheFlag() {
    super(
        Breach.of(
                "NC-03",
                "failed-run-clears-the-flag",
                "A KVM_RUN that fails with EINVAL returns without the flag although the operation"
                    + " is kept.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> ended.result().errno() == Errno.EINVAL ? 0 : flags);
  }
}
