package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Takes no vCPU to wait for as an error. */
public class KickNeedsAVcpuInKvmRun extends CallMutant {
  public KickNeedsAVcpuInKvmRun() {
    this("kick-needs-avcpu-in-kvm-run", "mainline+kick-all");
  }

  KickNeedsAVcpuInKvmRun(String name, String profile) {
    super(
        Breach.of("KICK-01", name, "A kick fails with EAGAIN if no vCPU is in KVM_RUN.")
            .in(profile)
            .seenAs("0\\b", "-1 EAGAIN"));
  }

  @Override
  protected CallBreach breaking() {
    return new NeedsKvmRun();
  }
}
