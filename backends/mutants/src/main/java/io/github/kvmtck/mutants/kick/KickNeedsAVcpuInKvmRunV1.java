package io.github.kvmtck.mutants.kick;

/** Takes no vCPU to wait for as an error. In another version of the proposal. */
public final class KickNeedsAVcpuInKvmRunV1 extends KickNeedsAVcpuInKvmRun {
  public KickNeedsAVcpuInKvmRunV1() {
    super("kick-needs-avcpu-in-kvm-run-v1", "mainline+kick-all-v1");
  }
}
