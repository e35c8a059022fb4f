package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.ioctl.Ioctls;
import io.github.kvmtck.reference.kvm.Parts;
import java.util.Objects;

/** A semaphore that lets readers in while a writer waits. */
public class ReadersDoNotQueue extends ModelMutant {
  public ReadersDoNotQueue() {
    this("readers-do-not-queue", "mainline+kick-all");
  }

  ReadersDoNotQueue(String name, String profile) {
    super(
        Breach.of("KICK-08", name, "A KVM_RUN that begins while a kick waits does not wait for it.")
            .in(profile)
            .seenAs("the twin sleeps in KVM_RUN", "KVM_RUN → -1 EINTR"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    var plain = Objects.requireNonNull(Ioctls.vcpu().handler((int) VcpuRun.KVM_RUN.number()));
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table -> {
          var queueing = Objects.requireNonNull(table.handler((int) VcpuRun.KVM_RUN.number()));
          return table.on(
              VcpuRun.KVM_RUN,
              (vcpu, call) -> (vcpu.id() == 0 ? queueing : plain).handle(vcpu, call));
        });
  }
}
