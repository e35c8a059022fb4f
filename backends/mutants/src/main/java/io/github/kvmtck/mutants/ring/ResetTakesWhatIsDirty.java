package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.List;

/** Looks at the wrong bit. */
public final class ResetTakesWhatIsDirty extends RingMutant {
  public ResetTakesWhatIsDirty() {
    super(
        Breach.of(
                "RING-02",
                "reset-takes-what-is-dirty",
                "A reset takes back entries that nobody has harvested.")
            .seenAs("0", "1|2")
            .seenAs("page 3 of slot 1 with flags 1", "page 3 of slot 1 with flags 0"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public Result reset(SeamCall call, List<Ring> rings) {
        rings.forEach(ring -> ring.replace(1, 3));
        return call.proceed();
      }
    };
  }
}
