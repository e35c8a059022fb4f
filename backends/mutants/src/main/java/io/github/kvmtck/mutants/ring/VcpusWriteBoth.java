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

/** Set the bit, and push the entry too. */
public final class VcpusWriteBoth extends ModelMutant {
  public VcpusWriteBoth() {
    super(
        Breach.of("RING-07", "vcpus-write-both", "What a vCPU writes is in the backup bitmap too.")
            .in("mainline+ring-with-bitmap")
            .seenAs(
                "the dirty log of slot 1 names no page", "the dirty log of slot 1 names page 3"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn) {
            super.written(vm, running, slot, gfn);
            super.written(vm, null, slot, gfn);
          }
        });
  }
}
