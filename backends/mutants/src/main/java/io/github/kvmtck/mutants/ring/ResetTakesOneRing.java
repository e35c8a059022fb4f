package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.List;

/** kvm_for_each_vcpu ends after the first. */
public final class ResetTakesOneRing extends RingMutant {
  private static final int DIRTY = 1;
  private static final int HARVESTED = 3;

  public ResetTakesOneRing() {
    super(
        Breach.of(
                "RING-02",
                "reset-takes-one-ring",
                "A reset takes back the entries of one vCPU and of no other.")
            .seenAs("2", "1"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public Result reset(SeamCall call, List<Ring> rings) {
        List<Ring> others = rings.stream().skip(1).toList();
        List<int[]> before = others.stream().map(Ring::flags).toList();
        others.forEach(ring -> ring.replace(HARVESTED, DIRTY));
        Result result = call.proceed();
        for (int i = 0; i < others.size(); i++) {
          others.get(i).restore(before.get(i), flags -> flags == HARVESTED);
        }
        return result;
      }
    };
  }
}
