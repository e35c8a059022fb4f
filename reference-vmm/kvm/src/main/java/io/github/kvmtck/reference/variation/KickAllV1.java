package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.RunGuest;
import io.github.kvmtck.reference.run.ServeRequests;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * KVM_KICK_ALL_RUNNING_VCPUS and KVM_RESUME_ALL_KICKED_VCPUS as they were sent
 * (20221022154819.1823133-4-eesposit@redhat.com and -5-): the marks stay until they are resumed,
 * one semaphore serves all VMs of a process, and vcpu_run tests the mark before it looks at what
 * ended the entry, so that an exit which was just decided is lost. A vCPU that waits for INIT
 * leaves with EAGAIN.
 */
public final class KickAllV1 implements Variation {
  @Override
  public String name() {
    return "kick-all-v1";
  }

  @Override
  public String description() {
    return "proposal: KVM_KICK_ALL_RUNNING_VCPUS that stays until resumed (Oct 2022, as sent)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(KickAll.VERSION);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    Function<Vm, MemoryTransaction> ofAllVms = ofEveryVm();
    return KickRequest.LEAVE
        .endsABlock(blueprint)
        .change(
            Parts.VM_IOCTLS,
            table ->
                table
                    .on(
                        Proposed.KVM_KICK_ALL_RUNNING_VCPUS,
                        (vm, call) -> {
                          KickRequest.makeAll(vm);
                          return ofAllVms.apply(vm).write(call.task(), () -> {});
                        })
                    .on(
                        Proposed.KVM_RESUME_ALL_KICKED_VCPUS,
                        (vm, call) -> {
                          KickRequest.clearAll(vm);
                          return Result.ZERO;
                        }))
        .change(Parts.VCPU_IOCTLS, table -> kvmRun(table, ofAllVms))
        .change(
            Parts.ENTRY, stages -> stages.before(ServeRequests.class, KickRequest.LEAVE.leave()))
        .change(Parts.ROUND, stages -> stages.replace(EnterOrBlock.class, KickedAfter::new))
        .change(Parts.STAGES, stages -> stages.replace(RunGuest.class, KickedAfter::new));
  }

  /**
   * One for all VMs of a process. As it was sent it is one for the whole machine; here clients that
   * have nothing to do with each other do not stall each other.
   */
  private static Function<Vm, MemoryTransaction> ofEveryVm() {
    Map<AddressSpace, MemoryTransaction> byProcess =
        Collections.synchronizedMap(new WeakHashMap<>());
    return vm -> byProcess.computeIfAbsent(vm.mm(), unused -> new MemoryTransaction());
  }

  private static IoctlTable<Vcpu> kvmRun(
      IoctlTable<Vcpu> table, Function<Vm, MemoryTransaction> ofAllVms) {
    var handler = Objects.requireNonNull(table.handler((int) VcpuRun.KVM_RUN.number()));
    return table.on(
        VcpuRun.KVM_RUN, MemoryTransaction.reading(handler, vcpu -> ofAllVms.apply(vcpu.vm())));
  }

  /** The test in vcpu_run: whatever the stage has come to, a mark makes it EINTR. */
  public record KickedAfter(RunStage stage) implements AroundStage {
    @Override
    public Outcome run(Vcpu vcpu) {
      Outcome outcome = stage.run(vcpu);
      return KickRequest.made(vcpu) ? Outcome.EINTR : outcome;
    }
  }
}
