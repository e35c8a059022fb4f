package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;

/**
 * The flag set for every vCPU when the host suspends, by a PM notifier. It was discussed and
 * rejected, and is here to show why: a client that is in userspace already has read the flags and
 * misses it, and the pending operation of an exit that is being served has to be left alone (rules
 * NC-06 and NC-11; Z4VGdxyswQ6qcKR0@google.com).
 */
public final class NeedsCompletionOnSuspend implements Variation {
  @Override
  public String name() {
    return "needs-completion-on-suspend";
  }

  @Override
  public String description() {
    return "alternative: the PM notifier sets NEEDS_COMPLETION for every vCPU";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.POWER, NeedsCompletionOnSuspend::flagAll);
  }

  /** Without vcpu-&gt;mutex, which a vCPU in KVM_RUN holds for as long as it likes. */
  private static void flagAll(Vm vm) {
    vm.vcpus()
        .forEach(vcpu -> vcpu.run().flags(vcpu.run().flags() | Proposed.KVM_RUN_NEEDS_COMPLETION));
  }
}
