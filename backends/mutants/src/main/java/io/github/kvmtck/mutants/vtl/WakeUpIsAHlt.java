package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The exit reason of a halt in userspace. */
public final class WakeUpIsAHlt extends VcpuMutant {
  public WakeUpIsAHlt() {
    super(
        Breach.of("VTL-05", "wake-up-is-a-hlt", "A wake-up exits with KVM_EXIT_HLT.")
            .in("mainline+hv-inactive-vtl")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (Exits.of(ExitReason.KVM_EXIT_SYSTEM_EVENT).test(ended.call().run())) {
        ended.call().run().set("exit_reason", ExitReason.KVM_EXIT_HLT.number());
      }
      return ended.result();
    });
  }
}
