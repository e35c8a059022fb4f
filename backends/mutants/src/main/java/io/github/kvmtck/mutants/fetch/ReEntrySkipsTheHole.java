package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A re-entry moves on. */
public final class ReEntrySkipsTheHole extends VcpuMutant {
  public ReEntrySkipsTheHole() {
    super(
        Breach.of(
                "FETCH-09",
                "re-entry-skips-the-hole",
                "A KVM_RUN after a failed fetch goes on behind what could not be fetched.")
            .seenAs("no register has changed", "changed: rip")
            .seenAs("RIP is 0x200000", "RIP is 0x20000[1-9]"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.changed(call -> call.regs(call.regs().withRip(call.regs().rip() + 1)));
  }
}
