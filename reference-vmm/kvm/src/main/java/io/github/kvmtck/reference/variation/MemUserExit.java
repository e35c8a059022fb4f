package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.ProposedMemslots.KVM_MEM_USER_EXIT;

import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.SlotAccess;
import io.github.kvmtck.reference.kvm.SlotFlags;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.memslot.Memslot;
import java.lang.foreign.MemorySegment;

/**
 * KVM_MEM_USER_EXIT: a guest access to a slot with this flag exits with a reason of its own and is
 * made again at re-entry (rule ALT-03; Sean Christopherson, 28 and 29 Sep 2022). Nothing is
 * answered, so nothing can be answered wrongly, which is what MMIO in a hole does. An instruction
 * that KVM's emulator has begun is finished by it and meets such a slot as a device.
 */
public final class MemUserExit implements Variation {
  @Override
  public String name() {
    return "mem-user-exit";
  }

  @Override
  public String description() {
    return "alternative: a flag of a memory slot makes every access exit with a reason of its own";
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
            flags -> new SlotFlags(flags.valid() | KVM_MEM_USER_EXIT, flags.fixed()))
        .change(Parts.SLOT_ACCESS, Exits::new);
  }

  /** The exit in place of the access. */
  private record Exits(SlotAccess others) implements SlotAccess {
    @Override
    public boolean open(Memslot slot) {
      return !slot.has(KVM_MEM_USER_EXIT) && others.open(slot);
    }

    @Override
    public Outcome closed(Vcpu vcpu, Memslot slot, long gpa) {
      if (!others.open(slot)) {
        return others.closed(vcpu, slot, gpa);
      }
      MemorySegment run = vcpu.run().pages();
      vcpu.run().exitReason(ProposedMemslots.KVM_EXIT_MEM_USER_EXIT);
      Run.RUN.set(run, "memory_fault.flags", 0);
      Run.RUN.set(run, "memory_fault.gpa", gpa & -Pages.SIZE);
      Run.RUN.set(run, "memory_fault.size", Pages.SIZE);
      return Outcome.EXIT;
    }
  }
}
