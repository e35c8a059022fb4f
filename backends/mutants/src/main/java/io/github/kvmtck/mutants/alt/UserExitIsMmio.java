package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** What a hole does. */
public final class UserExitIsMmio extends VcpuMutant {
  public UserExitIsMmio() {
    super(
        Breach.of("ALT-03", "user-exit-is-mmio", "An access to a flagged slot exits as MMIO.")
            .in("mainline+mem-user-exit")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_MEM_USER_EXIT", "KVM_RUN returns 0 for an MMIO"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.call().run().exitReason() == ProposedMemslots.KVM_EXIT_MEM_USER_EXIT) {
        ended.call().run().exitReason(ExitReason.KVM_EXIT_MMIO.number());
      }
      return ended.result();
    });
  }
}
