package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The address of the frame, as page faults have it. */
public final class OwnFetchTellsThePage extends VcpuMutant {
  public OwnFetchTellsThePage() {
    super(
        Breach.of(
                "FETCH-20",
                "own-fetch-tells-the-page",
                "The exit reason for a fetch tells where the page begins, and not where the code"
                    + " is.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at",
                "KVM_RUN returns 0 for a failed fetch at"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FetchExits.changed(
        call -> call.run().set("memory_fault.gpa", call.run().get("memory_fault.gpa") & ~0xfffL));
  }
}
