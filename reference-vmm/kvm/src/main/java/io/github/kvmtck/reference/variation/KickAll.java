package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import java.util.Objects;
import java.util.Set;

/**
 * KVM_KICK_ALL_RUNNING_VCPUS as its review wanted it: a semaphore for each VM, and marks that the
 * kick itself clears before it lets go, so that there is nothing to resume
 * (62500f94-b95b-1e16-4aa2-f67905fab01a@redhat.com,
 * 6812bb87-f355-eddb-c484-b3bb089dd630@redhat.com). An exit that is decided is kept.
 */
public final class KickAll implements Variation {
  static final String VERSION = "a version of KVM_KICK_ALL_RUNNING_VCPUS";

  @Override
  public String name() {
    return "kick-all";
  }

  @Override
  public String description() {
    return "proposal: KVM_KICK_ALL_RUNNING_VCPUS that clears itself, for one VM (Oct 2022, review)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(VERSION);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return KickRequest.LEAVE
        .everywhere(blueprint)
        .change(Parts.VM_IOCTLS, t -> t.on(Proposed.KVM_KICK_ALL_RUNNING_VCPUS, KickAll::kick))
        .change(Parts.VCPU_IOCTLS, KickAll::kvmRun);
  }

  private static Result kick(Vm vm, IoctlCall call) {
    KickRequest.makeAll(vm);
    return of(vm).write(call.task(), () -> KickRequest.clearAll(vm));
  }

  private static IoctlTable<Vcpu> kvmRun(IoctlTable<Vcpu> table) {
    var handler = Objects.requireNonNull(table.handler((int) VcpuRun.KVM_RUN.number()));
    return table.on(VcpuRun.KVM_RUN, MemoryTransaction.reading(handler, vcpu -> of(vcpu.vm())));
  }

  private static MemoryTransaction of(Vm vm) {
    return vm.kept(MemoryTransaction.class, MemoryTransaction::new);
  }
}
