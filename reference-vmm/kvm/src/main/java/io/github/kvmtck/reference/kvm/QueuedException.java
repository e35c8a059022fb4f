package io.github.kvmtck.reference.kvm;

/**
 * An exception on its way into the guest (struct kvm_queued_exception).
 *
 * @param hasCode whether an error code goes with it
 * @param hasPayload whether DR6 or CR2 has not been written yet
 * @param injected false: it waits, and may still be replaced; true: the next entry delivers it
 */
public record QueuedException(
    int vector, boolean hasCode, int code, boolean hasPayload, long payload, boolean injected) {

  public static QueuedException plain(int vector) {
    return new QueuedException(vector, false, 0, false, 0, false);
  }

  public static QueuedException withCode(int vector, int code) {
    return new QueuedException(vector, true, code, false, 0, false);
  }

  /** #DB: {@code payload} goes to DR6 when it is delivered. */
  public static QueuedException withPayload(int vector, long payload) {
    return new QueuedException(vector, false, 0, true, payload, false);
  }

  /** The same when DR6 or CR2 has been written. */
  QueuedException delivered() {
    return new QueuedException(vector, hasCode, code, false, 0, injected);
  }

  public QueuedException asInjected() {
    return new QueuedException(vector, hasCode, code, hasPayload, payload, true);
  }
}
