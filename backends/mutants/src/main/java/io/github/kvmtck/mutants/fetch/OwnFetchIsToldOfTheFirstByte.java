package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The address of the instruction, of which some bytes are there. */
public final class OwnFetchIsToldOfTheFirstByte extends VcpuMutant {
  public OwnFetchIsToldOfTheFirstByte() {
    super(
        Breach.of(
                "FETCH-20",
                "own-fetch-is-told-of-the-first-byte",
                "The exit reason for a fetch tells where the instruction begins, though that byte"
                    + " could be fetched.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at 0x10000",
                "KVM_RUN returns 0 for a failed fetch at 0xFFFE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FetchExits.changed(call -> {
      long rip = call.regs().rip();
      if (rip + 1 < call.run().get("memory_fault.gpa")
          && rip + 15 > call.run().get("memory_fault.gpa")) {
        call.run().set("memory_fault.gpa", rip);
      }
    });
  }
}
