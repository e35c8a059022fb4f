package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.KickRequest;
import java.util.Objects;

/** kvm_clear_all_cpus_request is missing. */
public final class MarkStays extends ModelMutant {
  public MarkStays() {
    super(
        Breach.of(
                "KICK-08",
                "mark-stays",
                "A KVM_RUN is held off after a kick that should have cleared its marks.")
            .in("mainline+kick-all")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR")
            .seenAs("KVM_RUN of the twin returns 0 for KVM_EXIT_HLT", "it → -1 EINTR"));
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
                KickRequest.makeAll(vm);
                return result;
              });
        });
  }
}
