package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The stub of a kernel without CONFIG_KVM_SMM. */
public final class SmiIsMissing extends VcpuMutant {
  public SmiIsMissing() {
    super(
        Breach.of("RUN-01", "smi-is-missing", "KVM_SMI is ENOTTY on a kernel with SMM.")
            .seenAs("KVM_SMI → 0", "KVM_SMI → -1 ENOTTY")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10", "KVM_RUN returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> call.is(VcpuEvents.KVM_SMI) ? Result.error(Errno.ENOTTY) : call.proceed();
  }
}
