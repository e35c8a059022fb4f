package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_READONLY;
import static io.github.kvmtck.api.uapi.ProposedMemslots.KVM_CONVERT_MEMORY_REGION;
import static io.github.kvmtck.api.uapi.ProposedMemslots.MEMORY_REGION_CONVERSION;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.SlotFlags;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;

/**
 * KVM_CONVERT_MEMORY_REGION: a slot becomes two, two become one, or one grows or is cut (rule
 * ALT-02; Sean Christopherson, 29 Sep 2022). The memory stays where it is in the guest and in the
 * host, so nothing has to be invalidated and no dirty bit is lost. What a slot cannot change
 * otherwise, KVM_MEM_READONLY, it can change with this proposal.
 */
public final class MemslotConversions implements Variation {
  @Override
  public String name() {
    return "memslot-conversions";
  }

  @Override
  public String description() {
    return "alternative: split, merge, grow and truncate memory slots, toggle KVM_MEM_READONLY";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint
        .change(
            Parts.SLOT_FLAGS,
            flags -> new SlotFlags(flags.valid(), flags.fixed() & ~KVM_MEM_READONLY))
        .change(
            Parts.VM_IOCTLS,
            ioctls -> ioctls.on(KVM_CONVERT_MEMORY_REGION, MemslotConversions::convert));
  }

  private static Result convert(Vm vm, IoctlCall call) {
    MemorySegment in = call.read(MEMORY_REGION_CONVERSION.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    if (MEMORY_REGION_CONVERSION.get(in, "flags") != 0
        || MEMORY_REGION_CONVERSION.get(in, "reserved") != 0) {
      return IoctlCall.INVALID;
    }
    synchronized (vm.slotsLock()) {
      Errno errno =
          new Conversion(
                  vm,
                  (int) MEMORY_REGION_CONVERSION.get(in, "slot"),
                  (int) MEMORY_REGION_CONVERSION.get(in, "other"),
                  MEMORY_REGION_CONVERSION.get(in, "pages"))
              .make(call.task(), (int) MEMORY_REGION_CONVERSION.get(in, "operation"));
      return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
    }
  }
}
