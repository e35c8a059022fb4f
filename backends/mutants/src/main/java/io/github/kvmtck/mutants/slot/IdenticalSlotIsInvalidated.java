package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** kvm_invalidate_memslot before it is known that there is nothing to change. */
public final class IdenticalSlotIsInvalidated extends ModelMutant {
  public IdenticalSlotIsInvalidated() {
    super(
        Breach.of(
                "SLOT-12",
                "identical-slot-is-invalidated",
                "A slot that is set again is invalid for a moment, in which vCPUs wait for it.")
            .seenAs("the slot was never invalid", "the slot was invalid"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(Parts.VM_IOCTLS, IdenticalSlotIsInvalidated::invalidating);
  }

  private static IoctlTable<Vm> invalidating(IoctlTable<Vm> table) {
    int request = (int) Memslots.KVM_SET_USER_MEMORY_REGION.number();
    var healthy = Objects.requireNonNull(table.handler(request));
    return table.on(
        Memslots.KVM_SET_USER_MEMORY_REGION,
        (vm, call) -> {
          invalidate(vm, call);
          return healthy.handle(vm, call);
        });
  }

  private static void invalidate(Vm vm, IoctlCall call) {
    synchronized (vm.slotsLock()) {
      var before = vm.memslots(0);
      Memslot slot = identical(call, before);
      if (slot != null) {
        MemslotUpdate.invalidate(vm, 0, call.task(), before.with(slot.asInvalid()));
        vm.memslots(0, before);
      }
    }
  }

  /** The slot, where it is there already as the call wants it. */
  private static @Nullable Memslot identical(
      IoctlCall call, io.github.kvmtck.reference.memslot.Memslots slots) {
    MemorySegment region = call.read(Memslots.USERSPACE_MEMORY_REGION.size());
    if (region == null) {
      return null;
    }
    Memslot slot = slots.byId((int) field(region, "slot"));
    return slot != null
            && slot.flags() == field(region, "flags")
            && slot.baseGfn() << 12 == field(region, "guest_phys_addr")
            && slot.pages() << 12 == field(region, "memory_size")
        ? slot
        : null;
  }

  private static long field(MemorySegment region, String name) {
    return Memslots.USERSPACE_MEMORY_REGION.get(region, name);
  }
}
