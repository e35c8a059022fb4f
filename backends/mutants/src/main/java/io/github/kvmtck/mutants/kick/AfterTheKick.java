package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;
import java.util.Objects;

/** A kick leaves the marks of its VM in another state than it should. */
abstract class AfterTheKick extends ModelMutant {

  AfterTheKick(Breach breach) {
    super(breach);
  }

  /** What becomes of the marks when the kick is over. */
  abstract void marks(Vm vm);

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VM_IOCTLS,
        table -> {
          var handler =
              Objects.requireNonNull(
                  table.handler((int) Proposed.KVM_KICK_ALL_RUNNING_VCPUS.number()));
          return table.on(
              Proposed.KVM_KICK_ALL_RUNNING_VCPUS,
              (vm, call) -> {
                Result result = handler.handle(vm, call);
                marks(vm);
                return result;
              });
        });
  }
}
