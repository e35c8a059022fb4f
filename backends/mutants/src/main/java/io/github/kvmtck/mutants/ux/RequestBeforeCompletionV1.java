package io.github.kvmtck.mutants.ux;

/** Looks at requests first. In another version of the proposal. */
public final class RequestBeforeCompletionV1 extends RequestBeforeCompletion {
  public RequestBeforeCompletionV1() {
    super("request-before-completion-v1", "mainline+user-exit-v1");
  }
}
