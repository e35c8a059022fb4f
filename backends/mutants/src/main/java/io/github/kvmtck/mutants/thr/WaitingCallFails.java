package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Waits for the mutex and then asks whether it had to. */
public final class WaitingCallFails extends VcpuMutant {
  public WaitingCallFails() {
    super(
        Breach.of(
                "THR-03",
                "waiting-call-fails",
                "An ioctl that has waited for KVM_RUN fails with EBUSY.")
            .seenAs("0\\b", "-1 EBUSY"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new BusyVcpu(false);
  }
}
