package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.Objects;

/** Tells an inactive VTL of every message, whatever becomes of it. */
final class Heard {
  private Heard() {}

  /** KVM_SIGNAL_MSI that also queues an NMI. */
  static Blueprint messages(Blueprint blueprint) {
    return blueprint.change(
        Parts.VM_IOCTLS,
        table -> {
          var handler =
              Objects.requireNonNull(table.handler((int) Interrupts.KVM_SIGNAL_MSI.number()));
          return table.on(
              Interrupts.KVM_SIGNAL_MSI,
              (vm, call) -> {
                for (Vcpu vcpu : vm.vcpus()) {
                  vcpu.events().queueNmi();
                  vcpu.kick();
                }
                return handler.handle(vm, call);
              });
        });
  }
}
