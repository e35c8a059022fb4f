package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.List;

/** A return in front of store_regs and post_kvm_run_save. */
public final class FailedRunRefreshesNothing extends VcpuMutant {
  public FailedRunRefreshesNothing() {
    super(
        Breach.of(
                "RUN-03",
                "failed-run-refreshes-nothing",
                "A KVM_RUN that fails with EINVAL leaves in kvm_run what was there.")
            .seenAs(
                "kvm_run.(s.regs.regs.r[ai][xp]|if_flag|apic_base) is",
                "kvm_run.(s.regs.regs.r[ai][xp]|if_flag|apic_base) is 0x55")
            .seenAs("kvm_run.cr8 is 5\\b", "kvm_run.cr8 is 9\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EINVAL) {
        for (String field :
            List.of("s.regs.regs.rax", "s.regs.regs.rip", "if_flag", "apic_base", "cr8")) {
          ended.call().run().set(field, ended.before().get(field));
        }
      }
      return ended.result();
    });
  }
}
