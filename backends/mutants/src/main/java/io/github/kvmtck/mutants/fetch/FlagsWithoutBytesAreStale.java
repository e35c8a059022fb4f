package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** memset of the exit forgotten. */
public final class FlagsWithoutBytesAreStale extends VcpuMutant {
  public FlagsWithoutBytesAreStale() {
    super(
        Breach.of(
                "FETCH-02",
                "flags-without-bytes-are-stale",
                "Where no byte was fetched the flags of the exit stay what they were.")
            .seenAs(
                "kvm_run.emulation_failure.flags is 0", "kvm_run.emulation_failure.flags is 0x55"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (FailedFetch.EXIT.test(ended.call().run())) {
        ended
            .call()
            .run()
            .set("emulation_failure.flags", ended.before().get("emulation_failure.flags"));
      }
      return ended.result();
    });
  }
}
