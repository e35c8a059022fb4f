package io.github.kvmtck.mutants.ux;

/** Looks at requests before immediate_exit. In another version of the proposal. */
public final class RequestBeatsImmediateExitV1 extends RequestBeatsImmediateExit {
  public RequestBeatsImmediateExitV1() {
    super("request-beats-immediate-exit-v1", "mainline+user-exit-v1");
  }
}
