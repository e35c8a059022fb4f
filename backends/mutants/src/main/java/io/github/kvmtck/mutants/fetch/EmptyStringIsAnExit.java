package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store of no bytes is told. */
public final class EmptyStringIsAnExit extends VcpuMutant {
  public EmptyStringIsAnExit() {
    super(
        Breach.of(
                "FETCH-22", "empty-string-is-an-exit", "KVM_EXIT_MMIO comes once with a len of 0.")
            .seenAs("mmio.len is 1 to 8", "mmio.len is \\[.*\\b0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    AtomicBoolean done = new AtomicBoolean();
    return VcpuBreach.onRun(call -> {
      MappedRun run = call.run();
      if (Exits.MMIO_WRITE.test(run) && !done.getAndSet(true)) {
        run.set("mmio.len", 0);
        return Result.ZERO;
      }
      return call.proceed();
    });
  }
}
