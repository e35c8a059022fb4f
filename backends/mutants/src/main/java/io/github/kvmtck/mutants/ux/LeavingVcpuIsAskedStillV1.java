package io.github.kvmtck.mutants.ux;

/** The request outlives the exit that was decided. In another version of the proposal. */
public final class LeavingVcpuIsAskedStillV1 extends LeavingVcpuIsAskedStill {
  public LeavingVcpuIsAskedStillV1() {
    super("leaving-vcpu-is-asked-still-v1", "mainline+user-exit-v1");
  }
}
