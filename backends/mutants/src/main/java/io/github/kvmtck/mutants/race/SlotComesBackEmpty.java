package io.github.kvmtck.mutants.race;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was known of the slot id survives its deletion. */
public final class SlotComesBackEmpty extends CallMutant {
  public SlotComesBackEmpty() {
    super(
        Breach.of(
                "RACE-01",
                "slot-comes-back-empty",
                "A slot that was deleted cannot be created again.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for (?:KVM_EXIT_INTERNAL|an MMIO|a failed)")
            .seenAs(
                "host memory of slot 1 at 0x10 contains", "host memory of slot 1 at 0x10 contains")
            .seenAs("KVM_RUN runs the guest", "KVM_RUN →"));
  }

  @Override
  protected CallBreach breaking() {
    Set<Long> deleted = ConcurrentHashMap.newKeySet();
    return call -> {
      if (!call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
        return call.proceed();
      }
      StructValue region = call.argument(Memslots.USERSPACE_MEMORY_REGION);
      if (region.get("memory_size") == 0) {
        deleted.add(region.get("slot"));
      } else if (deleted.contains(region.get("slot"))) {
        return Result.ZERO;
      }
      return call.proceed();
    };
  }
}
