package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_hv_hypercall_complete that returns early. */
public final class VtlSwitchIsNotSkipped extends VcpuMutant {
  public VtlSwitchIsNotSkipped() {
    super(
        Breach.of(
                "VTL-15", "vtl-switch-is-not-skipped", "Completing a VTL switch leaves RIP on it.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("RIP is past the VMCALL", "RIP is 0x1000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(Exits.HYPERV, done -> done.now().withRip(done.atExit().rip()));
  }
}
