package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.List;

/** kvm_dirty_gfn_set_invalid is missing. */
public final class FlagsStayAfterReset extends RingMutant {
  public FlagsStayAfterReset() {
    super(
        Breach.of(
                "RING-02",
                "flags-stay-after-reset",
                "A reset leaves the flags of the entries that it has taken back.")
            .seenAs("entry 0 has flags 0", "entry 0 has flags [23]"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public Result reset(SeamCall call, List<Ring> rings) {
        List<int[]> before = rings.stream().map(Ring::flags).toList();
        Result result = call.proceed();
        for (int i = 0; i < rings.size(); i++) {
          rings.get(i).restore(before.get(i), flags -> (flags & 2) != 0);
        }
        return result;
      }
    };
  }
}
