package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_emulate_hypercall without PAGE_ALIGNED and what goes with it. */
public final class HypercallRangeIsNotTested extends VcpuMutant {
  private static final int KVM_EINVAL = 22;
  private static final int MAP_GPA_RANGE = 12;

  public HypercallRangeIsNotTested() {
    super(
        Breach.of(
                "COMP-25",
                "hypercall-range-is-not-tested",
                "KVM_HC_MAP_GPA_RANGE goes to userspace although its arguments are no range.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for hypercall 12"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded() && Exits.is(ended.call().run(), ExitReason.KVM_EXIT_HLT)) {
        Regs regs = ended.call().regs();
        if ((int) regs.rax() == -KVM_EINVAL) {
          ended.call().run().set("exit_reason", ExitReason.KVM_EXIT_HYPERCALL.number());
          ended.call().run().set("hypercall.nr", MAP_GPA_RANGE);
        }
      }
      return ended.result();
    });
  }
}
