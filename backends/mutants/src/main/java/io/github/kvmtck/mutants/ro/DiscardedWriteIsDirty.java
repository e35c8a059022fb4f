package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** mark_page_dirty before the slot is looked at. */
public final class DiscardedWriteIsDirty extends CallMutant {
  public DiscardedWriteIsDirty() {
    super(
        Breach.of(
                "RO-03",
                "discarded-write-is-dirty",
                "A write that a read-only slot discards makes its page dirty.")
            .seenAs("the dirty log of slot 1 names no page", "the dirty log of slot 1 names page"));
  }

  @Override
  protected CallBreach breaking() {
    AtomicBoolean written = new AtomicBoolean();
    return call -> {
      Result result = call.proceed();
      if (call.is(VcpuRun.KVM_RUN) && !result.failed()) {
        boolean mmio = call.run().exitReason() == ExitReason.KVM_EXIT_MMIO.number();
        written.compareAndSet(false, mmio && call.run().mmio().isWrite());
      }
      if (call.is(DirtyLog.KVM_GET_DIRTY_LOG) && !result.failed() && written.get()) {
        long bitmap = call.argument(DirtyLog.DIRTY_LOG).get("dirty_bitmap");
        call.client().memory().u64(bitmap, call.client().memory().u64(bitmap) | 1);
      }
      return result;
    };
  }
}
