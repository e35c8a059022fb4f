package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;

/** The two steps in one, where nobody asked for it. */
public final class ReadingDeletes extends LogMutant {
  public ReadingDeletes() {
    super(
        Breach.of("DIRTY-07", "reading-deletes", "KVM_GET_DIRTY_LOG deletes the slot.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for an MMIO write")
            .seenAs("0", "-1 EINVAL")
            .seenAs("KVM_RUN goes on", "KVM_RUN → 0")
            .seenAs(
                "the dirty log of slot \\d+ names ", "the dirty log of slot \\d+ names nothing"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      @Override
      public Result get(LogCall call) {
        Result result = call.proceed();
        if (!result.failed()) {
          call.region()
              .ifPresent(region ->
                  new Vm(call.call().client(), call.call().fd(), 0)
                      .setUserMemoryRegion(region.deleted())
                      .orThrow());
        }
        return result;
      }
    };
  }
}
