package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** complete_emulated_mmio that reads into the beginning of mem_read_buf. */
public final class ReadIsItsLastPart extends VcpuMutant {
  public ReadIsItsLastPart() {
    super(
        Breach.of(
                "COMP-19",
                "read-is-its-last-part",
                "A read that crosses a page leaves in the register what its last exit was answered"
                    + " with.")
            .seenAs("(RAX|AX) is 0x", "(RAX|AX) is 0x(44|12|B2B1|8877665544)\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(Exits.MMIO_READ, done -> done.now().withRax(answer(done)));
  }

  private static long answer(SpoilsCompletion.Done done) {
    byte[] data = done.entry().bytes("mmio.data");
    long value = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return value & -1L >>> Long.SIZE - 8 * (int) done.exit().get("mmio.len");
  }
}
