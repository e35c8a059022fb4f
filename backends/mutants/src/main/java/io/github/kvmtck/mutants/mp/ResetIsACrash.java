package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The two requests in each other's place. */
public final class ResetIsACrash extends VcpuMutant {
  private static final long BOTH = 2 + 3;

  public ResetIsACrash() {
    super(
        Breach.of(
                "MP-08",
                "reset-is-acrash",
                "The reset of a Hyper-V guest is told as a crash, and a crash as a reset.")
            .seenAs("kvm_run.system_event.type is [23]", "kvm_run.system_event.type is [23]"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.call().run().exitReason() == ExitReason.KVM_EXIT_SYSTEM_EVENT.number()) {
        long type = ended.call().run().get("system_event.type");
        ended.call().run().set("system_event.type", BOTH - type);
      }
      return ended.result();
    });
  }
}
