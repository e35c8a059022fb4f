package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The request is taken and not made again. */
public final class FullIsToldOnce extends ModelMutant {
  public FullIsToldOnce() {
    super(
        Breach.of(
                "RING-04",
                "full-is-told-once",
                "KVM_EXIT_DIRTY_RING_FULL comes once, and then the guest goes on.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_DIRTY_RING_FULL",
                "KVM_RUN returns 0 for an MMIO write")
            .seenAs("no register has changed", "changed"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public boolean full(Vcpu vcpu) {
            boolean full = super.full(vcpu);
            vcpu.requests().take(Requests.DIRTY_RING_SOFT_FULL);
            return full;
          }
        });
  }
}
