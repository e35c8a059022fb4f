package io.github.kvmtck.mutants.ux;

/** Ends KVM_RUN before it says why. In another version of the proposal. */
public final class EndHasNoReasonV1 extends EndHasNoReason {
  public EndHasNoReasonV1() {
    super("end-has-no-reason-v1", "mainline+user-exit-v1");
  }
}
