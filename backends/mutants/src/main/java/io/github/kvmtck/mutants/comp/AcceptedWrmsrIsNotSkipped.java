package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_fast_msr_access without kvm_skip_emulated_instruction. */
public final class AcceptedWrmsrIsNotSkipped extends VcpuMutant {
  public AcceptedWrmsrIsNotSkipped() {
    super(
        Breach.of(
                "COMP-24",
                "accepted-wrmsr-is-not-skipped",
                "Completing an accepted WRMSR leaves RIP on it.")
            .seenAs("RIP is past the WRMSR", "RIP is 0x1000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.WRMSR,
        done ->
            done.entry().get("msr.error") == 0
                ? done.now().withRip(done.atExit().rip())
                : done.now());
  }
}
