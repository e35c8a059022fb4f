package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_hv_hypercall_complete without kvm_hv_hypercall_set_result. */
public final class HypervResultIsLost extends VcpuMutant {
  public HypervResultIsLost() {
    super(
        Breach.of(
                "COMP-27",
                "hyperv-result-is-lost",
                "Completing a Hyper-V hypercall leaves RAX as it is.")
            .seenAs("RAX is 0x1122334455667788", "RAX is 0x99")
            .seenAs("RAX is 0x11\\b", "RAX is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(Exits.HYPERV, done -> done.now().withRax(done.atExit().rax()));
  }
}
