package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts failures of a guest. */
public final class UdIsQueuedOnce extends VcpuMutant {
  public UdIsQueuedOnce() {
    super(
        Breach.of(
                "FETCH-09",
                "ud-is-queued-once",
                "Only the first failed fetch of a vCPU delivers #UD at re-entry.")
            .seenAs(
                "guest memory at 0x4000 contains 0x02", "guest memory at 0x4000 contains 0x01"));
  }

  @Override
  protected VcpuBreach breaking() {
    AtomicBoolean again = new AtomicBoolean();
    return FailedFetch.changed(call -> {
      if (again.getAndSet(true)) {
        StructValue events = call.vcpu().getVcpuEvents().value();
        call.vcpu().setVcpuEvents(events.with("exception.injected", 0)).orThrow();
      }
    });
  }
}
