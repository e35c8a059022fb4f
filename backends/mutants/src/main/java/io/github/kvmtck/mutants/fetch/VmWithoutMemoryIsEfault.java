package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A page that cannot be had is an error of the system call. */
public final class VmWithoutMemoryIsEfault extends VcpuMutant {
  public VmWithoutMemoryIsEfault() {
    super(
        Breach.of(
                "FETCH-10",
                "vm-without-memory-is-efault",
                "KVM_RUN fails with EFAULT where no memory slot is.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR", "KVM_RUN fails with EFAULT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended ->
        FailedFetch.EXIT.test(ended.call().run()) ? Result.error(Errno.EFAULT) : ended.result());
  }
}
