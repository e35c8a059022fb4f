package io.github.kvmtck.mutants.ux;

/** Only vcpu_run takes the request. In another version of the proposal. */
public final class RequestOutlivesThePieceV1 extends RequestOutlivesThePiece {
  public RequestOutlivesThePieceV1() {
    super("request-outlives-the-piece-v1", "mainline+user-exit-v1");
  }
}
