package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_vcpu_read_guest of a hole succeeds, and writes to it are dropped. */
public final class DeletedSlotIsReadAsZero extends VcpuMutant {
  public DeletedSlotIsReadAsZero() {
    super(
        Breach.of(
                "FETCH-24",
                "deleted-slot-is-read-as-zero",
                "KVM itself answers loads and stores where no slot is.")
            .seenAs("KVM_RUN returns 0 for an MMIO", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      Result result = call.proceed();
      while (!result.failed() && Exits.MMIO.test(call.run())) {
        call.run().mmioData(new byte[Long.BYTES]);
        result = call.proceed();
      }
      return result;
    });
  }
}
