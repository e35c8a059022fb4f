package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;

/** Knows which slot an entry was made for. */
public final class OldEntriesProtectNothing extends ModelMutant {
  public OldEntriesProtectNothing() {
    super(
        Breach.of(
                "RING-06",
                "old-entries-protect-nothing",
                "A reset of an entry that is older than its slot protects no page.")
            .seenAs("2 entries", "1 entries"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public void reset(Vm vm, int slot, long offset) {}
        });
  }
}
