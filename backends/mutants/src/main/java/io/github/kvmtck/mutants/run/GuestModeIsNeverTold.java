package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A kernel before KVM_CAP_X86_GUEST_MODE, which says that it has it. */
public final class GuestModeIsNeverTold extends VcpuMutant {
  public GuestModeIsNeverTold() {
    super(
        Breach.of(
                "RUN-01",
                "guest-mode-is-never-told",
                "KVM_RUN_X86_GUEST_MODE is clear at exits of a nested guest.")
            .seenAs("kvm_run.flags has all of the bits (?:0x)?4", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags & ~RunBits.KVM_RUN_X86_GUEST_MODE);
  }
}
