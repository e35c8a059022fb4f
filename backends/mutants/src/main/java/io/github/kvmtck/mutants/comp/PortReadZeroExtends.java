package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_fast_pio_in without keeping the old RAX. */
public final class PortReadZeroExtends extends VcpuMutant {
  public PortReadZeroExtends() {
    super(
        Breach.of(
                "COMP-10",
                "port-read-zero-extends",
                "A port read of 1 or 2 bytes clears the rest of RAX.")
            .seenAs("RAX is 0x11223344556677AB", "RAX is 0xAB")
            .seenAs("RAX is 0x112233445566BEEF", "RAX is 0xBEEF"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_READ,
        done -> {
          long size = done.exit().get("io.size");
          return size < 4
              ? done.now().withRax(done.now().rax() & (1L << size * 8) - 1)
              : done.now();
        });
  }
}
