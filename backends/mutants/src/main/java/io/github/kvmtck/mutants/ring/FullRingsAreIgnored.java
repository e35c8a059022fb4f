package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_dirty_ring_check_request is never called. */
public final class FullRingsAreIgnored extends ModelMutant {
  public FullRingsAreIgnored() {
    super(
        Breach.of("RING-04", "full-rings-are-ignored", "The guest goes on when the ring is full.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_DIRTY_RING_FULL",
                "KVM_RUN returns 0 for an MMIO write"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public boolean full(Vcpu vcpu) {
            vcpu.requests().take(Requests.DIRTY_RING_SOFT_FULL);
            return false;
          }
        });
  }
}
