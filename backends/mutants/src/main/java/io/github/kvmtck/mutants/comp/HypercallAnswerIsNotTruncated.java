package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_hypercall_exit without a look at the mode. */
public final class HypercallAnswerIsNotTruncated extends VcpuMutant {
  public HypercallAnswerIsNotTruncated() {
    super(
        Breach.of(
                "COMP-25",
                "hypercall-answer-is-not-truncated",
                "RAX gets all 64 bits of hypercall.ret, whatever the mode.")
            .seenAs("RAX is 0x55667788", "RAX is 0x1122334455667788"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.HYPERCALL, done -> done.now().withRax(done.entry().get("hypercall.ret")));
  }
}
