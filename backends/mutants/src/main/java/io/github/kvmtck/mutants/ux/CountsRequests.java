package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicInteger;

/** Each request to leave ends a KVM_RUN of its own. */
final class CountsRequests implements CallBreach {
  private final AtomicInteger waiting = new AtomicInteger();

  @Override
  public Result call(SeamCall call) {
    if (Asking.asks(call)) {
      waiting.incrementAndGet();
      return call.proceed();
    }
    if (!call.is(VcpuRun.KVM_RUN)) {
      return call.proceed();
    }
    Result result = call.proceed();
    boolean asked = call.run().exitReason() == Proposed.KVM_EXIT_REQUEST;
    if (!result.failed() && (asked || waiting.get() > 0)) {
      waiting.decrementAndGet();
      call.run().exitReason(Proposed.KVM_EXIT_REQUEST);
    }
    return result;
  }
}
