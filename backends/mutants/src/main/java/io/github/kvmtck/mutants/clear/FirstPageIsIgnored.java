package io.github.kvmtck.mutants.clear;

import static io.github.kvmtck.api.uapi.DirtyLog.CLEAR_DIRTY_LOG;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_CLEAR_DIRTY_LOG;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Bit 0 of the bitmap is page 0 of the slot. */
public final class FirstPageIsIgnored extends CallMutant {
  private static final int WORD = 64;

  public FirstPageIsIgnored() {
    super(
        Breach.of(
                "CLEAR-04",
                "first-page-is-ignored",
                "KVM_CLEAR_DIRTY_LOG tests first_page and clears from the start of the slot.")
            .seenAs(
                "the dirty log of slot \\d+ names page", "the dirty log of slot \\d+ names page"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      if (!call.is(KVM_CLEAR_DIRTY_LOG)) {
        return call.proceed();
      }
      StructValue log = call.argument(CLEAR_DIRTY_LOG);
      if (log.get("first_page") != 0) {
        call.argument(log.with("first_page", 0).with("num_pages", WORD));
      }
      Result result = call.proceed();
      call.argument(log);
      return result;
    };
  }
}
