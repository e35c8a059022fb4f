package io.github.kvmtck.mutants.ux;

/** KVM_RUN clears what was asked before it. In another version of the proposal. */
public final class KvmRunBeginsAnewV1 extends KvmRunBeginsAnew {
  public KvmRunBeginsAnewV1() {
    super("kvm-run-begins-anew-v1", "mainline+user-exit-v1");
  }
}
