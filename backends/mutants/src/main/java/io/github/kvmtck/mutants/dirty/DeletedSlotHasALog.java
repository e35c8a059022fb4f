package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The bitmap is found by its id, whether or not there is a slot. */
public final class DeletedSlotHasALog extends LogMutant {
  public DeletedSlotHasALog() {
    super(
        Breach.of(
                "DIRTY-05",
                "deleted-slot-has-a-log",
                "KVM_GET_DIRTY_LOG of a slot that was deleted succeeds.")
            .seenAs("-1 ENOENT", "0"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private final Set<Integer> deleted = ConcurrentHashMap.newKeySet();

      @Override
      public Result set(RegionCall call) {
        Result result = call.proceed();
        if (!result.failed() && call.deletes()) {
          deleted.add(call.region().slot());
        }
        return result;
      }

      @Override
      public Result get(LogCall call) {
        Result result = call.proceed();
        return result.failed() && deleted.contains(call.slot()) ? Result.ZERO : result;
      }
    };
  }
}
