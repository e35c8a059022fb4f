package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** KVM_EXIT_INTERNAL_ERROR, as the last KVM_RUN left it, and told otherwise. */
public final class FailedFetch {
  private FailedFetch() {}

  static final Predicate<MappedRun> EXIT = Exits.of(ExitReason.KVM_EXIT_INTERNAL_ERROR);

  /** A breach that changes what is left in kvm_run. */
  public static VcpuBreach told(Consumer<MappedRun> otherwise) {
    return changed(call -> otherwise.accept(call.run()));
  }

  /** A breach that does something more before KVM_RUN returns. */
  static VcpuBreach changed(Consumer<SeamCall> more) {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded() && EXIT.test(ended.call().run())) {
        more.accept(ended.call());
      }
      return ended.result();
    });
  }
}
