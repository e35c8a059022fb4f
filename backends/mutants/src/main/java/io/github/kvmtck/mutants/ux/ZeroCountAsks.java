package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.host.file.EventFd;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** Listens to the wake-up and not to the count. */
public final class ZeroCountAsks extends ModelMutant {
  public ZeroCountAsks() {
    super(
        Breach.of("UX-10", "zero-count-asks", "A write of 0 into an exitfd asks the vCPU to leave.")
            .in("mainline+user-exit+exitfd")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for KVM_EXIT_REQUEST"));
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
                    exitfd.take();
                    ExitRequest.make(vcpu);
                  });
                  return call.install(exitfd);
                }));
  }
}
