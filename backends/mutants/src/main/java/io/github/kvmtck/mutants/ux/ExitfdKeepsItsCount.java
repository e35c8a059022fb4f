package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.host.file.EventFd;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** KVM does not take the count of an exitfd. */
public final class ExitfdKeepsItsCount extends ModelMutant {
  public ExitfdKeepsItsCount() {
    super(
        Breach.of(
                "UX-10",
                "exitfd-keeps-its-count",
                "A write of an exitfd fails as long as its counter is full.")
            .in("mainline+user-exit+exitfd")
            .seenAs("8\\b", "-1 EAGAIN")
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
                  exitfd.listen(() -> ExitRequest.make(vcpu));
                  return call.install(exitfd);
                }));
  }
}
