package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/** The soft limit is counted from the wrong end. */
public final class RingsAreFullEarly extends ModelMutant {
  public RingsAreFullEarly() {
    super(
        Breach.of(
                "RING-04",
                "rings-are-full-early",
                "KVM_EXIT_DIRTY_RING_FULL comes as soon as the ring holds an entry.")
            .seenAs("between", "[0-9]+ entries"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn) {
            super.written(vm, running, slot, gfn);
            if (running != null) {
              running.request(Requests.DIRTY_RING_SOFT_FULL);
            }
          }

          @Override
          public boolean full(Vcpu vcpu) {
            return vcpu.requests().has(Requests.DIRTY_RING_SOFT_FULL);
          }
        });
  }
}
