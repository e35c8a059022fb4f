package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_hv_hypercall that forgets params[1]. */
public final class HypervCallLacksItsOutput extends VcpuMutant {
  public HypervCallLacksItsOutput() {
    super(
        Breach.of(
                "COMP-27",
                "hyperv-call-lacks-its-output",
                "The exit for a Hyper-V hypercall lacks the second parameter.")
            .seenAs(
                "KVM_RUN returns 0 for Hyper-V call .* and 0x4000",
                "KVM_RUN returns 0 for Hyper-V call .* and 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded() && Exits.HYPERV.test(ended.call().run())) {
        ended.call().run().set("hyperv.u.hcall.params[1]", 0);
      }
      return ended.result();
    });
  }
}
