package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A callback that knows no flag. */
public final class CompletionAlwaysBlocks extends VcpuMutant {
  public CompletionAlwaysBlocks() {
    super(
        Breach.of(
                "VTL-A3",
                "completion-always-blocks",
                "The completion of a VTL switch blocks without the flag.")
            .in("mainline+blocking-completion")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      if (Exits.HYPERV.test(call.run())) {
        call.run().set("hyperv.pad1", ProposedWaits.KVM_HYPERV_BLOCK);
      }
      return call.proceed();
    });
  }
}
