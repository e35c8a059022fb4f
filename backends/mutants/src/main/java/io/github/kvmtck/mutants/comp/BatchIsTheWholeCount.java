package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** pio_in_emulated without its limits. */
public final class BatchIsTheWholeCount extends VcpuMutant {
  public BatchIsTheWholeCount() {
    super(
        Breach.of(
                "COMP-15",
                "batch-is-the-whole-count",
                "A string read tells of as many units as RCX, whatever the page and the room for"
                    + " data.")
            .seenAs(
                "KVM_RUN returns 0 for a string read of",
                "KVM_RUN returns 0 for a string read of (5|3000|65541) ")
            .seenAs("RCX is", "RCX is"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      MappedRun run = ended.call().run();
      if (ended.succeeded() && Exits.PORT_READ.test(run) && run.io().count() > 1) {
        run.set("io.count", ended.call().regs().get("rcx"));
      }
      return ended.result();
    });
  }
}
