package io.github.kvmtck.mutants.ux;

/** The errno of a signal. In another version of the proposal. */
public final class RequestEndsWithEintrV1 extends RequestEndsWithEintr {
  public RequestEndsWithEintrV1() {
    super("request-ends-with-eintr-v1", "mainline+user-exit-v1");
  }
}
