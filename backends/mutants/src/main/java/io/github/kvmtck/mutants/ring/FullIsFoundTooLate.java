package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The ring is looked at behind the guest entry. */
public final class FullIsFoundTooLate extends ModelMutant {
  public FullIsFoundTooLate() {
    super(
        Breach.of(
                "RING-04",
                "full-is-found-too-late",
                "One instruction runs before KVM_EXIT_DIRTY_RING_FULL comes again.")
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
            if (full) {
              vcpu.cpu().boundary.takeAttention();
              var ignored = vcpu.inGuestMode(() -> vcpu.processor().run(1));
            }
            return full;
          }
        });
  }
}
