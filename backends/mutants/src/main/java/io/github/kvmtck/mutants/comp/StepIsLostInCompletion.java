package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_skip_emulated_instruction without kvm_vcpu_do_singlestep. */
public final class StepIsLostInCompletion extends VcpuMutant {
  public StepIsLostInCompletion() {
    super(
        Breach.of(
                "COMP-08",
                "step-is-lost-in-completion",
                "An instruction that is completed while single-stepping does not end in"
                    + " KVM_EXIT_DEBUG.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_DEBUG", "KVM_RUN fails with EINTR")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_DEBUG",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_IO"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(StepIsLostInCompletion::withoutStep);
  }

  private static Result withoutStep(VcpuBreach.Ended ended) {
    MappedRun run = ended.call().run();
    if (!ended.immediate() || !ended.succeeded() || !Exits.is(run, ExitReason.KVM_EXIT_DEBUG)) {
      return ended.result();
    }
    run.exitReason((int) ended.before().get("exit_reason"));
    return Result.error(Errno.EINTR);
  }
}
