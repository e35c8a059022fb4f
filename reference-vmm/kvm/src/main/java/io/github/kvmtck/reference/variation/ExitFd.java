package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.host.file.EventFd;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;

/**
 * KVM_VCPU_MAKE_EXITFD: an eventfd whose writes end KVM_RUN. A vCPU may have many, one for each
 * thread that wakes it, so that no two of them share a cache line (Avi Kivity, 16 Aug 2015; never
 * coded). KVM takes the count as it does from an irqfd, so that a write never has to wait.
 */
public final class ExitFd implements Variation {
  @Override
  public String name() {
    return "exitfd";
  }

  @Override
  public String description() {
    return "alternative: KVM_VCPU_MAKE_EXITFD, eventfds that end KVM_RUN (Aug 2015)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return ExitRequest.seenEverywhere(blueprint)
        .change(Parts.VCPU_IOCTLS, table -> table.on(Proposed.KVM_VCPU_MAKE_EXITFD, ExitFd::make));
  }

  private static Result make(Vcpu vcpu, IoctlCall call) {
    EventFd exitfd = new EventFd(0, EventFd.EFD_NONBLOCK);
    exitfd.listen(() -> {
      if (exitfd.take() != 0) {
        ExitRequest.make(vcpu);
      }
    });
    return call.install(exitfd);
  }
}
