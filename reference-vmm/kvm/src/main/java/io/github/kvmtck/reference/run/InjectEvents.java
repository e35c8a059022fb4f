package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedEvents;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.QueuedInterrupt;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.x86.cpu.Events;

/**
 * kvm_check_and_inject_events: decides which event the next entry delivers. From here on it counts
 * as injected, even where a signal keeps the vCPU from entering (contrast rule IMM-05).
 */
public final class InjectEvents implements RunStage {
  @Override
  public String name() {
    return "inject events";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    vcpu.requests().take(Requests.EVENT);
    vcpu.interrupts().initAndSipi().accept();
    if (vcpu.mpState() != MpState.KVM_MP_STATE_RUNNABLE.number()) {
      return Outcome.AGAIN;
    }
    QueuedEvents events = vcpu.events();
    events.limitNmis(vcpu.cpu().events.nmiBlocked());
    boolean free = !events.needsReinjection();
    QueuedException exception = events.exception();
    if (exception != null && !exception.injected()) {
      events.queue(exception.asInjected());
      free = false;
    }
    if (allowed(vcpu)) {
      boolean managed = free && vcpu.smm().takePending();
      injectInterrupts(vcpu, free && !managed);
    }
    return vcpu.vm().dead() ? Outcome.EIO : Outcome.CONTINUE;
  }

  /** Whether interrupts and NMIs may be injected at all. */
  static boolean allowed(Vcpu vcpu) {
    return (vcpu.settings().guestDebug() & VcpuEvents.KVM_GUESTDBG_BLOCKIRQ) == 0;
  }

  private static void injectInterrupts(Vcpu vcpu, boolean free) {
    QueuedEvents events = vcpu.events();
    boolean room = free;
    if (room && events.nmiPending() > 0 && nmiAllowed(vcpu)) {
      events.injectNmi();
      vcpu.stats().count(Counter.NMI_INJECTIONS);
      room = false;
    }
    if (room && vcpu.interrupts().hasInterrupt() && vcpu.interrupts().allowed()) {
      int vector = vcpu.interrupts().takeInterrupt();
      if (vector != QueuedEvents.NONE) {
        events.queue(new QueuedInterrupt(vector, false));
        vcpu.stats().count(Counter.IRQ_INJECTIONS);
      }
    }
  }

  /** svm_nmi_blocked. */
  private static boolean nmiAllowed(Vcpu vcpu) {
    Events events = vcpu.cpu().events;
    return vcpu.nested().globalInterruptFlag()
        && !events.nmiBlocked()
        && !events.movSsShadow()
        && !events.stiShadow();
  }
}
