package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Changes what becomes of a message that KVM_SIGNAL_MSI sends. */
final class Messages {
  private Messages() {}

  /** Something happens in every vCPU before a message of a mode is delivered. */
  static Blueprint before(Blueprint blueprint, Predicate<Ipi> which, Consumer<Vcpu> added) {
    return blueprint.change(
        Parts.VM_IOCTLS,
        table -> {
          var handler =
              Objects.requireNonNull(table.handler((int) Interrupts.KVM_SIGNAL_MSI.number()));
          return table.on(
              Interrupts.KVM_SIGNAL_MSI,
              (vm, call) -> {
                MemorySegment in = Objects.requireNonNull(call.read(Interrupts.MSI.size()));
                int data = (int) Interrupts.MSI.get(in, "data");
                if (which.test(Ipi.fromMsi(Interrupts.MSI.get(in, "address_lo"), data, false))) {
                  vm.vcpus().forEach(added);
                }
                return handler.handle(vm, call);
              });
        });
  }
}
