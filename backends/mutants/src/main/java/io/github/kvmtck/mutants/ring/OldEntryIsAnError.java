package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.List;

/** Finds no slot for an entry, and says so. */
public final class OldEntryIsAnError extends RingMutant {
  public OldEntryIsAnError() {
    super(
        Breach.of(
                "RING-06",
                "old-entry-is-an-error",
                "A reset that takes back an entry of a slot that was deleted fails with EINVAL.")
            .seenAs("[1-9]", "-1 EINVAL"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      private volatile boolean deleted;

      @Override
      public void deleted(List<Ring> rings) {
        deleted = true;
      }

      @Override
      public Result reset(SeamCall call, List<Ring> rings) {
        Result result = call.proceed();
        return deleted && result.value() > 0 ? Result.error(Errno.EINVAL) : result;
      }
    };
  }
}
