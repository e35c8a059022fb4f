package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Ioctls;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** Throws the decoded instruction away with the registers that it had. */
public final class EmulatedReadRestarts extends ModelMutant {
  public EmulatedReadRestarts() {
    super(
        Breach.of(
                "COMP-14",
                "emulated-read-restarts",
                "On a host that emulates port I/O writing registers makes the instruction start"
                    + " over.")
            .in("mainline+emulator-path")
            .seenAs("RIP is at the HLT", "RIP is 0x1000"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.VCPU_IOCTLS,
        table -> Ioctls.before(table, Registers.KVM_SET_REGS, vcpu -> vcpu.pending(null)));
  }
}
