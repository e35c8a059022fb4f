package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The lock of the slots is still taken, and who wants it is told so. */
public final class LaterCallsFail extends CallMutant {
  public LaterCallsFail() {
    super(
        Breach.of(
                "LIST-03",
                "later-calls-fail",
                "After a list with a wrong slot id no slot can be set any more.")
            .in(ListMutant.MEANT)
            .seenAs("0\\b", "-1 EDEADLK"));
  }

  @Override
  protected CallBreach breaking() {
    return new Locked();
  }

  private static final class Locked implements CallBreach {
    private volatile boolean locked;

    @Override
    public Result call(SeamCall call) {
      if (locked && call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
        return Result.error(Errno.EDEADLK);
      }
      Result result = call.proceed();
      locked |= call.is(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST) && result.failed();
      return result;
    }
  }
}
