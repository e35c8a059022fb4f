package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.List;

/** Counts the rings and not their entries. */
public final class ResetKeepsTheNumber extends RingMutant {
  public ResetKeepsTheNumber() {
    super(
        Breach.of(
                "RING-02",
                "reset-keeps-the-number",
                "A reset returns how many rings had something to take back.")
            .seenAs("[2-9]", "1"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public Result reset(SeamCall call, List<Ring> rings) {
        Result result = call.proceed();
        return result.value() > 1 ? Result.of(1) : result;
      }
    };
  }
}
