package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** vcpu_block as for HALTED, and then the exit. */
public final class HaltedUserspaceBecomesRunnable extends VcpuMutant {
  public HaltedUserspaceBecomesRunnable() {
    super(
        Breach.of(
                "VTL-A5", "halted-userspace-becomes-runnable", "A wake-up makes the vCPU RUNNABLE.")
            .in("mainline+halted-userspace")
            .seenAs("the MP state is 64", "the MP state is KVM_MP_STATE_RUNNABLE")
            .seenAs("the wait ends with an event", "the wait returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (Exits.of(ExitReason.KVM_EXIT_SYSTEM_EVENT).test(ended.call().run())) {
        ended.call().vcpu().setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
      }
      return ended.result();
    });
  }
}
