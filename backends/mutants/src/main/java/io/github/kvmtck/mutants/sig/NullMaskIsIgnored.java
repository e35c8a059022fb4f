package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Returns early where there is nothing to copy. */
public final class NullMaskIsIgnored extends VcpuMutant {
  public NullMaskIsIgnored() {
    super(
        Breach.of(
                "SIG-01",
                "null-mask-is-ignored",
                "KVM_SET_SIGNAL_MASK with a null pointer leaves the mask on.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call ->
        call.is(VcpuRun.KVM_SET_SIGNAL_MASK) && call.argument() == 0 ? Result.ZERO : call.proceed();
  }
}
