package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.x86.cpu.Events;

/** kvm_emulate_halt: HLT has executed, RIP is behind it (rule MP-07). */
final class Halt {
  private Halt() {}

  static Outcome halt(Vcpu vcpu) {
    if (vcpu.vm().settings().haltInGuest()) {
      return idle(vcpu);
    }
    vcpu.cpu().events.halted(false);
    vcpu.stats().count(Counter.HALT_EXITS);
    if (vcpu.vm().lapicInKernel()) {
      vcpu.mpState(MpState.KVM_MP_STATE_HALTED.number());
      return Outcome.CONTINUE;
    }
    vcpu.run().exitReason(ExitReason.KVM_EXIT_HLT);
    return Outcome.EXIT;
  }

  /**
   * An instruction was stepped over, which may have been HLT: the vCPU is halted while the client
   * looks at it. Without a local APIC in the kernel the exit is that of HLT.
   */
  static Outcome stepped(Vcpu vcpu) {
    boolean halted = vcpu.cpu().events.halted() && !vcpu.vm().settings().haltInGuest();
    return halted ? halt(vcpu) : Outcome.CONTINUE;
  }

  /**
   * KVM_X86_DISABLE_EXITS_HLT: the processor idles in guest mode. KVM does not know of it; the same
   * events end it.
   */
  private static Outcome idle(Vcpu vcpu) {
    Events events = vcpu.cpu().events;
    boolean kicked =
        switch (vcpu.sleep().until(() -> vcpu.requests().any() || vcpu.interrupts().endsHlt())) {
          case READY -> vcpu.interrupts().endsHlt();
          case SIGNALLED, TIMED_OUT -> false;
        };
    if (kicked) {
      events.halted(false);
    }
    return Outcome.CONTINUE;
  }
}
