package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.function.Function;

/** Answers the ioctls of one vCPU. */
@FunctionalInterface
public interface VcpuBreach {

  Result call(SeamCall call);

  /**
   * A KVM_RUN that is over.
   *
   * @param before kvm_run when it began
   */
  record Ended(SeamCall call, StructValue before, Result result) {
    /** Whether it began with immediate_exit set. */
    public boolean immediate() {
      return before.get("immediate_exit") != 0;
    }

    public boolean succeeded() {
      return !result.failed();
    }
  }

  /** Answers KVM_RUN. */
  static VcpuBreach onRun(VcpuBreach breach) {
    return call -> call.is(VcpuRun.KVM_RUN) ? breach.call(call) : call.proceed();
  }

  /** Changes what KVM_RUN has left, or how it ended. */
  static VcpuBreach afterRun(Function<Ended, Result> breach) {
    return onRun(call -> {
      StructValue before = call.run().copy();
      return breach.apply(new Ended(call, before, call.proceed()));
    });
  }
}
