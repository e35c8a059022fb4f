package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.WakeRule;

/**
 * A flag in kvm_run that lets an interrupt end a wait whatever RFLAGS.IF is. It is no way to wait
 * by itself: it goes with KVM_MP_STATE_HALTED, and with the ioctl of {@link VcpuWait} (rule VTL-A2;
 * ZuSL_FCfvVywCPxm@google.com).
 */
public final class IgnoreIfFlag implements Variation {
  @Override
  public String name() {
    return "ignore-if-flag";
  }

  @Override
  public String description() {
    return "alternative: a kvm_run flag that keeps RFLAGS.IF from holding back a wake-up";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.WAKE_UP, IgnoreIfFlag::widened);
  }

  private static WakeRule widened(WakeRule mainline) {
    return vcpu ->
        mainline.runnable(vcpu) || flagged(vcpu) && vcpu.interrupts().hasEventsWhateverTheFlag();
  }

  private static boolean flagged(Vcpu vcpu) {
    return (vcpu.run().u8(ProposedWaits.RUN_WAIT_FLAGS) & ProposedWaits.KVM_RUN_IGNORE_RFLAGS_IF)
        != 0;
  }
}
