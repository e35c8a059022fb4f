package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_hypercall_exit without kvm_skip_emulated_instruction. */
public final class HypercallIsNotSkipped extends VcpuMutant {
  public HypercallIsNotSkipped() {
    super(
        Breach.of("COMP-25", "hypercall-is-not-skipped", "Completing a hypercall leaves RIP on it.")
            .seenAs("RIP is past the VMCALL", "RIP is 0x1000")
            .seenAs("RAX is 0\\b", "RAX is 0x(FFFFFFFF)?FFFFFC18"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(Exits.HYPERCALL, done -> done.now().withRip(done.atExit().rip()));
  }
}
