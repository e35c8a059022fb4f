package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** vcpu_run that sets nothing but the reason. */
public final class WakeUpHasAnotherType extends VcpuMutant {
  public WakeUpHasAnotherType() {
    super(
        Breach.of(
                "VTL-05",
                "wake-up-has-another-type",
                "The exit for a wake-up keeps system_event.type as it was.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("kvm_run.system_event.type is 4", "kvm_run.system_event.type is 1"));
  }

  @Override
  protected VcpuBreach breaking() {
    return StaleSystemEvent.of("system_event.type");
  }
}
