package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** kvm_set_memslot leaves the INVALID slot active where kvm_prepare_memory_region fails. */
public final class FailedMoveStaysInvalid extends ModelMutant {
  private static final int SLOT = 1;
  private static final int PHYSICAL_BITS = 52;

  public FailedMoveStaysInvalid() {
    super(
        Breach.of(
                "SLOT-16",
                "failed-move-stays-invalid",
                "After a move that fails vCPUs wait for the slot for ever.")
            .seenAsHang()
            .seenAs("KVM_RUN goes on and the guest counts", "KVM_RUN is in flight, but"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(Parts.VM_IOCTLS, FailedMoveStaysInvalid::keepingInvalid);
  }

  private static IoctlTable<Vm> keepingInvalid(IoctlTable<Vm> table) {
    int request = (int) Memslots.KVM_SET_USER_MEMORY_REGION.number();
    var healthy = Objects.requireNonNull(table.handler(request));
    return table.on(
        Memslots.KVM_SET_USER_MEMORY_REGION,
        (vm, call) -> {
          Result result = healthy.handle(vm, call);
          if (result.errno() == Errno.EINVAL && beyond(call)) {
            Memslot slot = vm.memslots(0).byId(SLOT);
            vm.memslots(0, vm.memslots(0).with(Objects.requireNonNull(slot).asInvalid()));
            vm.flushTranslations();
          }
          return result;
        });
  }

  /** Whether it moves the slot of the scenarios to where only prepare finds the fault. */
  private static boolean beyond(IoctlCall call) {
    MemorySegment region = call.read(Memslots.USERSPACE_MEMORY_REGION.size());
    return region != null
        && Memslots.USERSPACE_MEMORY_REGION.get(region, "slot") == SLOT
        && Memslots.USERSPACE_MEMORY_REGION.get(region, "guest_phys_addr") >>> PHYSICAL_BITS != 0;
  }
}
