package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.KickRequest;
import java.util.Objects;

/** The marks go with the kick. */
public final class KickClearsItself extends ModelMutant {
  public KickClearsItself() {
    super(
        Breach.of(
                "KICK-03",
                "kick-clears-itself",
                "A KVM_RUN after the kick is not held off, though nobody has resumed.")
            .in("mainline+kick-all-v1")
            .seenAs("-1 EINTR", "0\\b")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
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
                KickRequest.clearAll(vm);
                return result;
              });
        });
  }
}
