package io.github.kvmtck.mutants.ux;

/**
 * The request is as lasting as a signal, also where an exit was decided. In another version of the
 * proposal.
 */
public final class RequestStaysPendingV1 extends RequestStaysPending {
  public RequestStaysPendingV1() {
    super("request-stays-pending-v1", "mainline+user-exit-v1");
  }
}
