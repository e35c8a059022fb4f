package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.function.Predicate;

/** Leaves to userspace a second time for an operation that was finished apart from what follows. */
public final class RepeatsTheExit implements VcpuBreach {
  private final Predicate<MappedRun> exit;
  private volatile boolean outstanding;
  private volatile boolean finished;

  public RepeatsTheExit(Predicate<MappedRun> exit) {
    this.exit = exit;
  }

  @Override
  public Result call(SeamCall call) {
    if (!call.is(VcpuRun.KVM_RUN)) {
      return call.proceed();
    }
    if (finished && call.run().immediateExit() == 0) {
      finished = false;
      return Result.ZERO;
    }
    Result result = call.proceed();
    finished = outstanding && result.errno() == Errno.EINTR;
    outstanding = !result.failed() && exit.test(call.run());
    return result;
  }
}
