package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A buffer that is flushed when it is full. */
public final class LastEntryIsHeldBack extends ModelMutant {
  public LastEntryIsHeldBack() {
    super(
        Breach.of(
                "RING-05",
                "last-entry-is-held-back",
                "The last page that was written is in the ring when another one is.")
            .seenAs("the dirty ring names pages 1 to 2", "the dirty ring names page 1"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(Parts.DIRTY_LOG, new Buffering());
  }

  private record Write(Memslot slot, long gfn) {}

  private static final class Buffering extends MainlineDirtyLog {
    private final Map<Vcpu, Write> buffered = new ConcurrentHashMap<>();

    @Override
    public void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn) {
      if (running == null || !slot.has(Memslots.KVM_MEM_LOG_DIRTY_PAGES)) {
        super.written(vm, running, slot, gfn);
        return;
      }
      Write before = buffered.put(running, new Write(slot, gfn));
      if (before != null) {
        super.written(vm, running, before.slot, before.gfn);
      }
    }
  }
}
