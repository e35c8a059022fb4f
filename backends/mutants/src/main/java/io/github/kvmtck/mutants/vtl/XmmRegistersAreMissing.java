package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** memcpy of one register. */
public final class XmmRegistersAreMissing extends VcpuMutant {
  public XmmRegistersAreMissing() {
    super(
        Breach.of(
                "VTL-16",
                "xmm-registers-are-missing",
                "The exit for a fast hypercall lacks XMM1 and those behind it.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("XMM registers 0x11, 0x22", "XMM registers 0x11, 0,"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      MappedRun run = ended.call().run();
      if (ended.succeeded() && Exits.HYPERV.test(run)) {
        for (int i = 2; i < ProposedVtl.HYPERV_XMM_WORDS; i++) {
          long at = run.address() + ProposedVtl.HYPERV_XMM + (long) i * Long.BYTES;
          ended.call().client().memory().u64(at, 0);
        }
      }
      return ended.result();
    });
  }
}
