package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_msr_user_space that leaves kvm_run.msr.reason alone. */
public final class MsrReasonIsMissing extends VcpuMutant {
  public MsrReasonIsMissing() {
    super(
        Breach.of(
                "COMP-23",
                "msr-reason-is-missing",
                "The exit for an MSR that KVM does not know tells no reason.")
            .seenAs("kvm_run.msr.reason is 2", "kvm_run.msr.reason is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded() && Exits.MSR.test(ended.call().run())) {
        ended.call().run().set("msr.reason", 0);
      }
      return ended.result();
    });
  }
}
