package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** immediate_exit as the first thing that KVM_RUN looks at. */
public final class CompletionIsLeftToTheGuest extends VcpuMutant {
  public CompletionIsLeftToTheGuest() {
    super(
        Breach.of(
                "COMP-01",
                "completion-is-left-to-the-guest",
                "KVM_RUN with immediate_exit returns EINTR and leaves the operation to the next one"
                    + " that runs the guest.")
            .seenAs("RAX is 0x11223344556677AB", "RAX is 0x1122334455667788")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(
        call -> call.run().immediateExit() != 0 ? Result.error(Errno.EINTR) : call.proceed());
  }
}
