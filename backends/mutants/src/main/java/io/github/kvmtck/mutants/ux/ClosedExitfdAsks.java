package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.host.file.EventFd;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** EPOLLHUP is taken for a write. */
public final class ClosedExitfdAsks extends ModelMutant {
  public ClosedExitfdAsks() {
    super(
        Breach.of("UX-10", "closed-exitfd-asks", "Closing an exitfd asks the vCPU to leave.")
            .in("mainline+user-exit+exitfd")
            .seenAs("KVM_RUN goes on", "KVM_RUN → 0"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table ->
            table.on(
                Proposed.KVM_VCPU_MAKE_EXITFD,
                (vcpu, call) -> call.install(new Hanging(() -> ExitRequest.make(vcpu)))));
  }

  private static final class Hanging extends EventFd {
    private final Runnable closed;

    Hanging(Runnable closed) {
      super(0, EFD_NONBLOCK);
      this.closed = closed;
      listen(() -> {
        if (take() != 0) {
          closed.run();
        }
      });
    }

    @Override
    protected void release() {
      closed.run();
    }
  }
}
