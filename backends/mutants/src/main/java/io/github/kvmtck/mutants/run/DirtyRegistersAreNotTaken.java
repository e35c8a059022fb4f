package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** sync_regs that only clears the mark. */
public final class DirtyRegistersAreNotTaken extends VcpuMutant {
  public DirtyRegistersAreNotTaken() {
    super(
        Breach.of(
                "RUN-04",
                "dirty-registers-are-not-taken",
                "Registers that are marked dirty in kvm_run are not taken.")
            .seenAs("RAX is 0x42", "RAX is 0x12")
            .seenAs("CR2 is 0x41", "CR2 is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      call.run().set("kvm_dirty_regs", 0);
      return call.proceed();
    });
  }
}
