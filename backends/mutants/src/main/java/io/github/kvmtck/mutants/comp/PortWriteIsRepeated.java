package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.RepeatsAtOnce;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The instruction is executed again after its exit. */
public final class PortWriteIsRepeated extends VcpuMutant {
  public PortWriteIsRepeated() {
    super(
        Breach.of(
                "COMP-11",
                "port-write-is-repeated",
                "KVM_RUN after a port write leaves to userspace for it again.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11",
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new RepeatsAtOnce(Exits.PORT_WRITE, run -> run.immediateExit() == 0);
  }
}
