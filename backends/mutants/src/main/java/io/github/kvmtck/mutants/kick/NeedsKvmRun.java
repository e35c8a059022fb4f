package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicInteger;

/** A kick that finds no vCPU in KVM_RUN fails. */
final class NeedsKvmRun implements CallBreach {
  private final AtomicInteger running = new AtomicInteger();

  @Override
  public Result call(SeamCall call) {
    if (call.is(VcpuRun.KVM_RUN)) {
      running.incrementAndGet();
      try {
        return call.proceed();
      } finally {
        running.decrementAndGet();
      }
    }
    boolean fails = call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS) && running.get() == 0;
    return fails ? Result.error(Errno.EAGAIN) : call.proceed();
  }
}
