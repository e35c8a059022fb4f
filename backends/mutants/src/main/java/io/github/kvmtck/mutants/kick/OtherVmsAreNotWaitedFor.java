package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.variation.KickRequest;
import io.github.kvmtck.reference.variation.MemoryTransaction;
import java.util.Objects;

/** A semaphore in struct kvm, which the series did not have. */
public final class OtherVmsAreNotWaitedFor extends ModelMutant {
  public OtherVmsAreNotWaitedFor() {
    super(
        Breach.of(
                "KICK-07",
                "other-vms-are-not-waited-for",
                "The kick of the series as it was sent does not wait for other VMs.")
            .in("mainline+kick-all-v1")
            .seenAs("the call of the other task waits", "it does not sleep"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint
        .change(
            Parts.VM_IOCTLS,
            table ->
                table.on(
                    Proposed.KVM_KICK_ALL_RUNNING_VCPUS,
                    (vm, call) -> {
                      KickRequest.makeAll(vm);
                      return of(vm).write(call.task(), () -> {});
                    }))
        .change(
            Parts.VCPU_IOCTLS,
            table ->
                table.on(
                    VcpuRun.KVM_RUN,
                    MemoryTransaction.reading(
                        Objects.requireNonNull(table.handler((int) VcpuRun.KVM_RUN.number())),
                        vcpu -> of(vcpu.vm()))));
  }

  private static MemoryTransaction of(Vm vm) {
    return vm.kept(MemoryTransaction.class, MemoryTransaction::new);
  }
}
