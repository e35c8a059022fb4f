package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/**
 * Completion that looks up direction, size, port, count and place in kvm_run, which userspace can
 * write.
 */
public final class PortCompletionTrustsKvmRun extends VcpuMutant {
  public PortCompletionTrustsKvmRun() {
    super(
        Breach.of(
                "COMP-10",
                "port-completion-trusts-kvm-run",
                "A port read is only finished if kvm_run still tells of the exit.")
            .seenAs("RAX is 0x11223344556677AB", "RAX is 0x1122334455667788"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_READ,
        done ->
            done.overwritten(
                    "exit_reason",
                    "io.direction",
                    "io.size",
                    "io.port",
                    "io.count",
                    "io.data_offset")
                ? done.now().withRax(done.atExit().rax())
                : done.now());
  }
}
