package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_emulated_rdmsr with a 32-bit register that is not zero-extended. */
public final class RdmsrKeepsTheUpperHalf extends VcpuMutant {
  public RdmsrKeepsTheUpperHalf() {
    super(
        Breach.of(
                "COMP-23",
                "rdmsr-keeps-the-upper-half",
                "An answered RDMSR leaves the upper half of RAX as it was.")
            .seenAs("RAX is 0x33334444", "RAX is 0x1122334433334444"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.RDMSR,
        done -> done.now().withRax(done.now().rax() | done.atExit().rax() & ~0xffff_ffffL));
  }
}
