package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;
import java.util.Objects;

/** Finds the vCPU and makes no request. */
public final class NamedVcpuStays extends ModelMutant {
  public NamedVcpuStays() {
    super(
        Breach.of(
                "UX-02", "named-vcpu-stays", "KVM_USER_EXIT of version 1 succeeds and asks nobody.")
            .in("mainline+user-exit-v1")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VM_IOCTLS,
        table -> {
          var handler =
              Objects.requireNonNull(table.handler((int) Proposed.KVM_USER_EXIT_V1.number()));
          return table.on(
              Proposed.KVM_USER_EXIT_V1,
              (vm, call) -> {
                Result result = handler.handle(vm, call);
                vm.vcpus().forEach(ExitRequest::forget);
                return result;
              });
        });
  }
}
