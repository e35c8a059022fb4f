package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.memslot.Memslot;

/** A page walk that sets bits behind the back of the log. */
public final class PageTablesAreNotLogged extends ModelMutant {
  public PageTablesAreNotLogged() {
    super(
        Breach.of(
                "DIRTY-04",
                "page-tables-are-not-logged",
                "Accessed bits that are set in the page that CR3 points to are not logged.")
            .seenAs(
                "the dirty log of slot \\d+ names pages 8 to 10",
                "the dirty log of slot \\d+ names pages 9 to 10"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(Parts.DIRTY_LOG, new NotByWalks());
  }

  private static final class NotByWalks extends MainlineDirtyLog {
    private static final int PAGE_SHIFT = 12;

    @Override
    public void mapped(Vcpu vcpu, Memslot slot, long gfn) {
      if (gfn != vcpu.cpu().control.cr3() >>> PAGE_SHIFT) {
        super.mapped(vcpu, slot, gfn);
      }
    }
  }
}
