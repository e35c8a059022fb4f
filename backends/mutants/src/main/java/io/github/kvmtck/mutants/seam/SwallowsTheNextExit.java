package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.function.Predicate;

/** Keeps an exit from userspace that follows one of another kind, and goes on. */
public final class SwallowsTheNextExit implements VcpuBreach {
  private final Predicate<MappedRun> first;
  private final Predicate<MappedRun> next;
  private volatile boolean awaited;

  public SwallowsTheNextExit(Predicate<MappedRun> first, Predicate<MappedRun> next) {
    this.first = first;
    this.next = next;
  }

  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (!call.is(VcpuRun.KVM_RUN) || result.failed()) {
      return result;
    }
    if (awaited && next.test(call.run())) {
      awaited = false;
      return call.proceed();
    }
    awaited = first.test(call.run());
    return result;
  }
}
