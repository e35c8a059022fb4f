package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** memset with 0 and not with NOP. */
public final class RestOfTheBytesIsZero extends VcpuMutant {
  public RestOfTheBytesIsZero() {
    super(
        Breach.of(
                "FETCH-03",
                "rest-of-the-bytes-is-zero",
                "The bytes behind those that were fetched are zero.")
            .seenAs("flags is 1, .* 90 90", "flags is 1, .* 00 00"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(run -> {
      StructValue exit = run.copy();
      byte[] bytes = exit.bytes("emulation_failure.insn_bytes");
      for (int i = (int) exit.get("emulation_failure.insn_size"); i < bytes.length; i++) {
        run.set("emulation_failure.insn_bytes[" + i + "]", 0);
      }
    });
  }
}
