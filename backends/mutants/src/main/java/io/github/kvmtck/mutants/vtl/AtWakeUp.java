package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.SaveState;

/** A kernel that does something to the vCPU at the exit for a wake-up. */
abstract class AtWakeUp extends ModelMutant {
  AtWakeUp(Breach breach) {
    super(breach);
  }

  /** An inactive VTL has an event, of which userspace is about to be told. */
  abstract void awake(Vcpu vcpu);

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.EPILOGUE,
        stages ->
            stages.before(
                SaveState.class,
                new Added(
                    "what a wake-up does",
                    vcpu -> {
                      if (InactiveVtl.is(vcpu) && told(vcpu)) {
                        awake(vcpu);
                      }
                      return Outcome.CONTINUE;
                    })));
  }

  private static boolean told(Vcpu vcpu) {
    return vcpu.run().u32(RunOffsets.EXIT_REASON) == ExitReason.KVM_EXIT_SYSTEM_EVENT.number();
  }
}
