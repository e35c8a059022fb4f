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

/** Takes any vCPU where none runs. */
public final class WritesWithoutAVcpuAreInARing extends ModelMutant {
  public WritesWithoutAVcpuAreInARing() {
    super(
        Breach.of(
                "RING-07",
                "writes-without-a-vcpu-are-in-a-ring",
                "What KVM writes without a running vCPU is in the ring of the first one.")
            .in("mainline+page-track-consumer+ring-with-bitmap")
            .seenAs("the dirty ring names no page", "the dirty ring names page 3"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn) {
            super.written(vm, running == null ? vm.vcpus().getFirst() : running, slot, gfn);
          }
        });
  }
}
