package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.function.Predicate;

/** The KVM_RUN that follows an exit does nothing, and returns with the same exit once more. */
public final class RepeatsAtOnce implements VcpuBreach {
  private final Predicate<MappedRun> exit;
  private final Predicate<MappedRun> entry;
  private volatile boolean fresh;

  /**
   * A breach for the exits of a kind.
   *
   * @param entry which calls of KVM_RUN are taken for nothing
   */
  public RepeatsAtOnce(Predicate<MappedRun> exit, Predicate<MappedRun> entry) {
    this.exit = exit;
    this.entry = entry;
  }

  @Override
  public Result call(SeamCall call) {
    if (!call.is(VcpuRun.KVM_RUN)) {
      return call.proceed();
    }
    if (fresh && entry.test(call.run())) {
      fresh = false;
      return Result.ZERO;
    }
    Result result = call.proceed();
    fresh = !result.failed() && exit.test(call.run());
    return result;
  }
}
