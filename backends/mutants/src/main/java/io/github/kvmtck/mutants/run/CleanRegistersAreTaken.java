package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Compares kvm_run with the registers instead of looking at the mark. */
public final class CleanRegistersAreTaken extends VcpuMutant {
  public CleanRegistersAreTaken() {
    super(
        Breach.of(
                "RUN-04",
                "clean-registers-are-taken",
                "Registers in kvm_run are taken although no bit marks them dirty.")
            .seenAs("RAX is 0x12", "RAX is 0x42"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      long rax = call.run().get("s.regs.regs.rax");
      if (rax != 0) {
        call.regs(call.regs().withRax(rax));
      }
      return call.proceed();
    });
  }
}
