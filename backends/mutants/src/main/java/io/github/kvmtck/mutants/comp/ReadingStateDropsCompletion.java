package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Ioctls;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** Saving a vCPU that cleans it up. */
public final class ReadingStateDropsCompletion extends ModelMutant {
  public ReadingStateDropsCompletion() {
    super(
        Breach.of(
                "COMP-14",
                "reading-state-drops-completion",
                "KVM_GET_VCPU_EVENTS makes KVM forget the pending operation.")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.VCPU_IOCTLS,
        table -> Ioctls.before(table, VcpuEvents.KVM_GET_VCPU_EVENTS, vcpu -> vcpu.pending(null)));
  }
}
