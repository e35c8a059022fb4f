package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.List;

/** Compares the flags where a bit was to be tested. */
public final class HarvestedMeansBothBits extends RingMutant {
  public HarvestedMeansBothBits() {
    super(
        Breach.of(
                "RING-02",
                "harvested-means-both-bits",
                "An entry with RESET and without DIRTY is not taken back.")
            .seenAs("1", "0"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public Result reset(SeamCall call, List<Ring> rings) {
        List<int[]> before = rings.stream().map(Ring::flags).toList();
        rings.forEach(ring -> ring.replace(2, 0));
        Result result = call.proceed();
        for (int i = 0; i < rings.size(); i++) {
          rings.get(i).restore(before.get(i), flags -> flags == 2);
        }
        return result;
      }
    };
  }
}
