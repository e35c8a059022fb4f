package io.github.kvmtck.mutants.dirty;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_GET_DIRTY_LOG;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import java.util.Objects;

/** The bitmap is copied first and cleared later. */
public final class WritesDuringTheCallAreLost extends ModelMutant {
  public WritesDuringTheCallAreLost() {
    super(
        Breach.of(
                "DIRTY-08",
                "writes-during-the-call-are-lost",
                "A page that is written while KVM_GET_DIRTY_LOG is under way is cleared and not"
                    + " returned.")
            .seenAs("one of the two calls names page 2", "the two calls name"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(Parts.VM_IOCTLS, WritesDuringTheCallAreLost::clearing);
  }

  private static IoctlTable<Vm> clearing(IoctlTable<Vm> table) {
    var get = Objects.requireNonNull(table.handler((int) KVM_GET_DIRTY_LOG.number()));
    return table.on(
        KVM_GET_DIRTY_LOG,
        (vm, call) -> {
          Result result = get.handle(vm, call);
          for (Memslot slot : vm.memslots(0).all()) {
            DirtyBitmap dirty = slot.dirty();
            for (int i = 0; dirty != null && i < dirty.length(); i++) {
              dirty.take(i);
            }
          }
          return result;
        });
  }
}
