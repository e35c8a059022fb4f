package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** mutex_trylock of vcpu->mutex. */
public final class BusyVcpuRefuses extends VcpuMutant {
  public BusyVcpuRefuses() {
    super(
        Breach.of(
                "THR-03",
                "busy-vcpu-refuses",
                "A second ioctl on a vCPU fails with EBUSY while KVM_RUN is in flight.")
            .seenAs("the call of the other task waits", "it does not sleep"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new BusyVcpu(true);
  }
}
