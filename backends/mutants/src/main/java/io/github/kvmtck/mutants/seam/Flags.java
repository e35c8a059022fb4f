package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;

/**
 * Leaves other bits in kvm_run.flags than KVM_RUN has put there.
 *
 * @param other what is left in place of the true flags
 */
public record Flags(Other other) implements VcpuBreach {

  /** Flags as they are told. */
  @FunctionalInterface
  public interface Other {
    int flags(Ended ended, int flags);
  }

  @Override
  public Result call(SeamCall call) {
    return VcpuBreach.afterRun(this::told).call(call);
  }

  private Result told(Ended ended) {
    int flags = ended.call().run().flags();
    ended.call().run().flags(other.flags(ended, flags));
    return ended.result();
  }
}
