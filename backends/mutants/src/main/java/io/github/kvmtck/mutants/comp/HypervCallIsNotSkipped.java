package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_hv_hypercall_complete without kvm_skip_emulated_instruction. */
public final class HypervCallIsNotSkipped extends VcpuMutant {
  public HypervCallIsNotSkipped() {
    super(
        Breach.of(
                "COMP-27",
                "hyperv-call-is-not-skipped",
                "Completing a Hyper-V hypercall leaves RIP on it.")
            .seenAs("RIP is past the VMCALL", "RIP is 0x1000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(Exits.HYPERV, done -> done.now().withRip(done.atExit().rip()));
  }
}
