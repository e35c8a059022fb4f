package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.host.file.EventFd;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** Takes the VM for the vCPU. */
public final class ExitfdAsksEveryVcpu extends ModelMutant {
  public ExitfdAsksEveryVcpu() {
    super(
        Breach.of(
                "UX-10",
                "exitfd-asks-every-vcpu",
                "A write of an exitfd asks every vCPU of the VM to leave.")
            .in("mainline+user-exit+exitfd")
            .seenAs("KVM_RUN of the twin returns 0 for KVM_EXIT_HLT", "it → 0 KVM_EXIT_REQUEST"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table ->
            table.on(
                Proposed.KVM_VCPU_MAKE_EXITFD,
                (vcpu, call) -> {
                  EventFd exitfd = new EventFd(0, EventFd.EFD_NONBLOCK);
                  exitfd.listen(() -> {
                    if (exitfd.take() != 0) {
                      vcpu.vm().vcpus().forEach(ExitRequest::make);
                    }
                  });
                  return call.install(exitfd);
                }));
  }
}
