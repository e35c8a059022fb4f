package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_hypercall_exit that takes every guest for a 32-bit one. */
public final class HypercallAnswerIsTruncated extends VcpuMutant {
  public HypercallAnswerIsTruncated() {
    super(
        Breach.of(
                "COMP-25",
                "hypercall-answer-is-truncated",
                "RAX gets 32 bits of hypercall.ret, whatever the mode.")
            .seenAs("RAX is 0x1122334455667788", "RAX is 0x55667788"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.HYPERCALL,
        done -> done.now().withRax(done.entry().get("hypercall.ret") & 0xffff_ffffL));
  }
}
