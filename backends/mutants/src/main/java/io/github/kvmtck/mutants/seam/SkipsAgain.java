package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Moves RIP at the second KVM_RUN that finishes an operation, when nothing is left of it. */
public final class SkipsAgain implements VcpuBreach {
  private final Predicate<MappedRun> exit;
  private final int length;
  private final AtomicInteger completions = new AtomicInteger();

  /**
   * A breach for the exits of a kind.
   *
   * @param length how far RIP moves, in bytes
   */
  public SkipsAgain(Predicate<MappedRun> exit, int length) {
    this.exit = exit;
    this.length = length;
  }

  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (!call.is(VcpuRun.KVM_RUN)) {
      return result;
    }
    if (result.errno() != Errno.EINTR || !exit.test(call.run())) {
      completions.set(0);
    } else if (completions.incrementAndGet() > 1) {
      Regs regs = call.regs();
      call.regs(regs.withRip(regs.rip() + length));
    }
    return result;
  }
}
