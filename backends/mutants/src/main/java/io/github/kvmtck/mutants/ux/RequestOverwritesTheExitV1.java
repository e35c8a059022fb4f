package io.github.kvmtck.mutants.ux;

/** Looks at the request once more, with an exit decided. In another version of the proposal. */
public final class RequestOverwritesTheExitV1 extends RequestOverwritesTheExit {
  public RequestOverwritesTheExitV1() {
    super("request-overwrites-the-exit-v1", "mainline+user-exit-v1");
  }
}
