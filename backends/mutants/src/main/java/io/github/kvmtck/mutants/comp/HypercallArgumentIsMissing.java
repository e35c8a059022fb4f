package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_emulate_hypercall that forgets args[1]. */
public final class HypercallArgumentIsMissing extends VcpuMutant {
  public HypercallArgumentIsMissing() {
    super(
        Breach.of(
                "COMP-25",
                "hypercall-argument-is-missing",
                "The exit for a hypercall lacks the second argument.")
            .seenAs(
                "KVM_RUN returns 0 for hypercall 12",
                "KVM_RUN returns 0 for hypercall 12 with \\[0x4000, 0, "));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded() && Exits.HYPERCALL.test(ended.call().run())) {
        ended.call().run().set("hypercall.args[1]", 0);
      }
      return ended.result();
    });
  }
}
