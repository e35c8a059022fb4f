package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;

/**
 * KVM_MP_STATE_HALTED_USERSPACE: a normal halt whose end goes to userspace. RFLAGS.IF counts; who
 * wants it ignored sets it (rule VTL-A5;
 * 433aa3b530bcf92b4b843153d6e3919cdb623308.camel@redhat.com).
 */
public final class HaltedUserspace implements Variation {
  private static final WaitState STATE =
      new WaitState(
          ProposedWaits.KVM_MP_STATE_HALTED_USERSPACE,
          vcpu -> vcpu.vm().lapicInKernel(),
          vcpu -> vcpu.interrupts().hasEvents());

  @Override
  public String name() {
    return "halted-userspace";
  }

  @Override
  public String description() {
    return "alternative: an MP state like HALTED whose wake-up exits to userspace";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return STATE.addTo(blueprint);
  }
}
