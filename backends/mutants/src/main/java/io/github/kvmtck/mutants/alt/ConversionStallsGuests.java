package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.SlotAccess;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** Slots are made invalid, which a conversion does not need. */
public final class ConversionStallsGuests extends ModelMutant {
  public ConversionStallsGuests() {
    super(
        Breach.of(
                "ALT-02",
                "conversion-stalls-guests",
                "A guest that accesses memory while a slot changes has to wait.")
            .in("mainline+memslot-conversions")
            .seenAs("the guest counts", "the guest does not count"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    AtomicBoolean converting = new AtomicBoolean();
    return blueprint
        .change(Parts.SLOT_ACCESS, access -> new Closing(access, converting))
        .change(
            Parts.VM_IOCTLS,
            ioctls ->
                closing(
                    closing(ioctls, ProposedMemslots.KVM_CONVERT_MEMORY_REGION, converting),
                    Memslots.KVM_SET_USER_MEMORY_REGION,
                    converting));
  }

  private static IoctlTable<Vm> closing(
      IoctlTable<Vm> ioctls, Request request, AtomicBoolean converting) {
    var handler = Objects.requireNonNull(ioctls.handler((int) request.number()));
    return ioctls.on(
        request,
        (vm, call) -> {
          converting.set(true);
          vm.flushTranslations();
          try {
            return handler.handle(vm, call);
          } finally {
            converting.set(false);
          }
        });
  }

  private record Closing(SlotAccess access, AtomicBoolean closed) implements SlotAccess {
    @Override
    public boolean open(Memslot slot) {
      return !closed.get() && access.open(slot);
    }

    @Override
    public Outcome closed(Vcpu vcpu, Memslot slot, long gpa) {
      return closed.get() ? Outcome.CONTINUE : access.closed(vcpu, slot, gpa);
    }
  }
}
