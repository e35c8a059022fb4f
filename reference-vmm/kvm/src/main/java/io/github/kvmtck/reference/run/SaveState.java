package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunOffsets.APIC_BASE;
import static io.github.kvmtck.api.uapi.RunOffsets.CR8;
import static io.github.kvmtck.api.uapi.RunOffsets.IF_FLAG;
import static io.github.kvmtck.api.uapi.RunOffsets.READY_FOR_INTERRUPT_INJECTION;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunPage;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Flags;

/** post_kvm_run_save: refreshed whatever KVM_RUN returns (rules IMM-07, RUN-01 and RUN-03). */
public final class SaveState implements RunStage {
  @Override
  public String name() {
    return "save state to kvm_run";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    RunPage run = vcpu.run();
    if (vcpu.nested().guestMode()) {
      run.flags(run.flags() | RunBits.KVM_RUN_X86_GUEST_MODE);
    }
    if (vcpu.smm().active()) {
      run.flags(run.flags() | RunBits.KVM_RUN_X86_SMM);
    }
    run.u8(IF_FLAG, vcpu.cpu().flags.has(Flags.IF) ? 1 : 0);
    run.u64(CR8, vcpu.interrupts().cr8());
    run.u64(APIC_BASE, vcpu.interrupts().apicBase());
    boolean ready = vcpu.vm().picInKernel() || Injection.ready(vcpu);
    run.u8(READY_FOR_INTERRUPT_INJECTION, ready ? 1 : 0);
    return Outcome.CONTINUE;
  }
}
