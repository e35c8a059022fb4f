package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;
import java.util.concurrent.atomic.AtomicLong;

/** Where the last bitmap was, the last pages are put. */
public final class DeletionReports extends LogMutant {
  public DeletionReports() {
    super(
        Breach.of(
                "DIRTY-07",
                "deletion-reports",
                "Deleting a slot writes its dirty pages to where KVM_GET_DIRTY_LOG wrote them"
                    + " last.")
            .seenAs("page 1", "page 2"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private final AtomicLong bitmap = new AtomicLong();

      @Override
      public Result get(LogCall call) {
        bitmap.set(call.bitmap());
        return call.proceed();
      }

      @Override
      public Result set(RegionCall call) {
        if (call.deletes()) {
          call.old()
              .map(old -> LogCall.read(call.call(), old).toByteArray())
              .ifPresent(bits -> call.call().client().memory().bytes(bitmap.get(), bits));
        }
        return call.proceed();
      }
    };
  }
}
