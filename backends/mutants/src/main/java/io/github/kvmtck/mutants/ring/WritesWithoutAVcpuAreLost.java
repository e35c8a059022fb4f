package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/** mark_page_dirty_in_slot as it is for rings without a backup bitmap. */
public final class WritesWithoutAVcpuAreLost extends ModelMutant {
  public WritesWithoutAVcpuAreLost() {
    super(
        Breach.of(
                "RING-07",
                "writes-without-a-vcpu-are-lost",
                "What KVM writes without a running vCPU is not in the backup bitmap.")
            .in("mainline+page-track-consumer+ring-with-bitmap")
            .seenAs(
                "the dirty log of slot 1 names page 3", "the dirty log of slot 1 names no page"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn) {
            if (running != null) {
              super.written(vm, running, slot, gfn);
            }
          }
        });
  }
}
