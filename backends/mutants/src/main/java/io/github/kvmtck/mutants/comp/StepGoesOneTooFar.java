package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The step of the emulator and that of completion. */
public final class StepGoesOneTooFar extends VcpuMutant {
  public StepGoesOneTooFar() {
    super(
        Breach.of(
                "COMP-08",
                "step-goes-one-too-far",
                "A write that is completed while single-stepping has the next instruction behind it"
                    + " too.")
            .seenAs("RIP is at the NOP", "RIP is 0x"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(StepGoesOneTooFar::further);
  }

  private static Result further(VcpuBreach.Ended ended) {
    long reason = ended.before().get("exit_reason");
    boolean port = reason == ExitReason.KVM_EXIT_IO.number();
    boolean mmio = reason == ExitReason.KVM_EXIT_MMIO.number();
    boolean write =
        port && ended.before().get("io.direction") == RunBits.KVM_EXIT_IO_OUT
            || mmio && ended.before().get("mmio.is_write") != 0;
    if (ended.immediate() && write) {
      ended.call().regs(ended.call().regs().withRip(ended.call().regs().rip() + 1));
    }
    return ended.result();
  }
}
