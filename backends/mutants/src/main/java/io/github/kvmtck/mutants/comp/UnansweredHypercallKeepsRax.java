package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Compares hypercall.ret with what was there at the exit, as if it were preset. */
public final class UnansweredHypercallKeepsRax extends VcpuMutant {
  public UnansweredHypercallKeepsRax() {
    super(
        Breach.of(
                "COMP-25",
                "unanswered-hypercall-keeps-rax",
                "RAX is only written where userspace has changed hypercall.ret.")
            .seenAs("RAX is", "RAX is (12|0xC)\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.HYPERCALL,
        done ->
            done.overwritten("hypercall.ret")
                ? done.now()
                : done.now().withRax(done.atExit().rax()));
  }
}
