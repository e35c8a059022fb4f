package io.github.kvmtck.reference.variation;

import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.WakeRule;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.WaitForInit;

/**
 * A request that makes a vCPU leave KVM_RUN, wherever it is.
 *
 * @param leave ends KVM_RUN where it was requested
 * @param asked whether it was
 */
record LeaveWhenAsked(RunStage leave, WakeRule asked) {

  /** Looked at before the vCPU enters the guest, before it blocks, and while it does. */
  Blueprint everywhere(Blueprint blueprint) {
    return endsABlock(blueprint)
        .change(Parts.ROUND, stages -> stages.before(EnterOrBlock.class, leave))
        .change(
            Parts.STAGES,
            stages ->
                stages.replace(WaitForInit.class, stage -> new LeaveUninitialized(stage, leave)));
  }

  /** kvm_vcpu_check_block: a vCPU that is asked does not stay asleep. */
  Blueprint endsABlock(Blueprint blueprint) {
    return blueprint.change(
        Parts.UNBLOCK, rule -> vcpu -> rule.runnable(vcpu) || asked.runnable(vcpu));
  }
}
