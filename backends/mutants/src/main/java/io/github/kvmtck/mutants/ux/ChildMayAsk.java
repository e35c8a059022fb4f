package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** An asynchronous ioctl that comes before the test of kvm->mm. */
public final class ChildMayAsk extends CallMutant {
  public ChildMayAsk() {
    super(
        Breach.of("UX-03", "child-may-ask", "KVM_USER_EXIT of another process succeeds.")
            .in("mainline+user-exit+exitfd")
            .seenAs("-1 EIO", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new Serving();
  }

  private record Serving() implements CallBreach {
    @Override
    public Result call(SeamCall call) {
      return call.proceed();
    }

    @Override
    public CallBreach forked() {
      return call -> {
        Result result = call.proceed();
        return result.errno() == Errno.EIO ? Result.ZERO : result;
      };
    }
  }
}
