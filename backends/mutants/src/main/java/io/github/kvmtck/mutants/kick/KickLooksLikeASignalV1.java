package io.github.kvmtck.mutants.kick;

/** Goes through kvm_handle_signal_exit. In another version of the proposal. */
public final class KickLooksLikeASignalV1 extends KickLooksLikeASignal {
  public KickLooksLikeASignalV1() {
    super("kick-looks-like-asignal-v1", "mainline+kick-all-v1");
  }
}
