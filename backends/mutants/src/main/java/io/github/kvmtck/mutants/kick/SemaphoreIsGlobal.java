package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.KickRequest;
import io.github.kvmtck.reference.variation.MemoryTransaction;
import java.util.Objects;

/** static DECLARE_RWSEM, as it was sent. */
public final class SemaphoreIsGlobal extends ModelMutant {
  public SemaphoreIsGlobal() {
    super(
        Breach.of("KICK-07", "semaphore-is-global", "A kick waits for the vCPUs of every VM.")
            .in("mainline+kick-all")
            .seenAs(
                "the call of the other task returns",
                "the call of the other task has not returned"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    MemoryTransaction ofAllVms = new MemoryTransaction();
    return blueprint
        .change(
            Parts.VM_IOCTLS,
            table ->
                table.on(
                    Proposed.KVM_KICK_ALL_RUNNING_VCPUS,
                    (vm, call) -> {
                      KickRequest.makeAll(vm);
                      return ofAllVms.write(call.task(), () -> KickRequest.clearAll(vm));
                    }))
        .change(
            Parts.VCPU_IOCTLS,
            table ->
                table.on(
                    VcpuRun.KVM_RUN,
                    MemoryTransaction.reading(
                        Objects.requireNonNull(table.handler((int) VcpuRun.KVM_RUN.number())),
                        vcpu -> ofAllVms)));
  }
}
