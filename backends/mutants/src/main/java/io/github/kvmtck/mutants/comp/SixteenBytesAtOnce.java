package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_run.mmio.len is that of the access and not of the fragment. */
public final class SixteenBytesAtOnce extends VcpuMutant {
  public SixteenBytesAtOnce() {
    super(
        Breach.of(
                "COMP-20",
                "sixteen-bytes-at-once",
                "The exit for an access of 16 bytes tells of all of them, where kvm_run has room"
                    + " for 8.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO (read|write)",
                "KVM_RUN returns 0 for an MMIO (read|write) of 16 bytes"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      MappedRun run = ended.call().run();
      if (ended.succeeded() && Exits.MMIO.test(run) && run.mmio().len() == 8) {
        run.set("mmio.len", 16);
      }
      return ended.result();
    });
  }
}
