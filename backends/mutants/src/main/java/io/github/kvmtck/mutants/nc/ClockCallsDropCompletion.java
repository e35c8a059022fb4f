package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Ioctls;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** Notes a pause of the guest in complete_userspace_io. */
public final class ClockCallsDropCompletion extends ModelMutant {
  public ClockCallsDropCompletion() {
    super(
        Breach.of(
                "NC-06",
                "clock-calls-drop-completion",
                "KVM_KVMCLOCK_CTRL makes KVM forget the pending operation.")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.VCPU_IOCTLS,
        table -> Ioctls.before(table, Timers.KVM_KVMCLOCK_CTRL, vcpu -> vcpu.pending(null)));
  }
}
