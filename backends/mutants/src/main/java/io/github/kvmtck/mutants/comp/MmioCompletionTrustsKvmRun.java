package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Completion that looks up address, length and direction in kvm_run, which userspace can write. */
public final class MmioCompletionTrustsKvmRun extends VcpuMutant {
  public MmioCompletionTrustsKvmRun() {
    super(
        Breach.of(
                "COMP-17",
                "mmio-completion-trusts-kvm-run",
                "An MMIO read is only finished if kvm_run still tells of the exit.")
            .seenAs("RAX is 0x11223344556677AB", "RAX is 0x1122334455667788"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.MMIO_READ,
        done ->
            done.overwritten("exit_reason", "mmio.phys_addr", "mmio.len", "mmio.is_write")
                ? done.now().withRax(done.atExit().rax())
                : done.now());
  }
}
