package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicInteger;

/** The bit is only ever set. */
public final class GuestModeStays extends VcpuMutant {
  public GuestModeStays() {
    super(
        Breach.of(
                "RUN-01",
                "guest-mode-stays",
                "KVM_RUN_X86_GUEST_MODE stays set after the nested guest was left.")
            .seenAs("kvm_run.flags has none of the bits (?:0x)?7", "kvm_run.flags is (?:0x)?4\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    AtomicInteger seen = new AtomicInteger();
    return new Flags((ended, flags) ->
        flags
            | seen.accumulateAndGet(
                flags & RunBits.KVM_RUN_X86_GUEST_MODE, (before, now) -> before | now));
  }
}
