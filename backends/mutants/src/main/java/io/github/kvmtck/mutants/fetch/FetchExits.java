package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The two exits that were proposed for a failed fetch, told from kvm_run. */
public final class FetchExits {
  static final Predicate<MappedRun> MMIO =
      Exits.MMIO_READ.and(run -> run.mmio().len() == Proposed.MMIO_LEN_FETCH);
  static final Predicate<MappedRun> OWN = run -> run.exitReason() == Proposed.KVM_EXIT_CODE_FETCH;
  static final Predicate<MappedRun> EITHER = MMIO.or(OWN);

  private FetchExits() {}

  /** A breach that does something more before such a KVM_RUN returns. */
  public static VcpuBreach changed(Consumer<SeamCall> more) {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded() && EITHER.test(ended.call().run())) {
        more.accept(ended.call());
      }
      return ended.result();
    });
  }
}
