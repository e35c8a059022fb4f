package io.github.kvmtck.mutants.ux;

/** Makes a request and does not kick. In another version of the proposal. */
public final class RequestInKvmRunIsLostV1 extends RequestInKvmRunIsLost {
  public RequestInKvmRunIsLostV1() {
    super("request-in-kvm-run-is-lost-v1", "mainline+user-exit-v1");
  }
}
