package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.Ioctls;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.TakeDirtyRegisters;

/** __set_regs that clears complete_userspace_io. */
public final class WritingRegistersRestartsTheInstruction extends ModelMutant {
  public WritingRegistersRestartsTheInstruction() {
    super(
        Breach.of(
                "COMP-14",
                "writing-registers-restarts-the-instruction",
                "Writing registers makes KVM forget the pending operation, so that the instruction"
                    + " starts over.")
            .seenAs("RIP is at the HLT", "RIP is 0x1000"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline
        .change(
            Parts.VCPU_IOCTLS,
            table -> Ioctls.before(table, Registers.KVM_SET_REGS, vcpu -> vcpu.pending(null)))
        .change(
            Parts.STAGES,
            stages ->
                stages.before(
                    TakeDirtyRegisters.class,
                    new Added(
                        "forget what registers were for",
                        WritingRegistersRestartsTheInstruction::forget)));
  }

  private static Outcome forget(Vcpu vcpu) {
    if (vcpu.run().u64(Run.RUN.offset("kvm_dirty_regs")) != 0) {
      vcpu.pending(null);
    }
    return Outcome.CONTINUE;
  }
}
