package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** KVM_GET_REGS among the requests that are made without vcpu->mutex. */
public final class ReadersDoNotWait extends VcpuMutant {
  public ReadersDoNotWait() {
    super(
        Breach.of(
                "THR-03",
                "readers-do-not-wait",
                "KVM_GET_REGS returns at once while KVM_RUN is in flight.")
            .seenAs("the call of the other task waits", "it does not sleep"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ReadsWithoutWaiting();
  }
}
