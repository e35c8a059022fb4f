package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The requests that vcpu_enter_guest serves before anything is injected. */
public final class ServeRequests implements RunStage {
  @Override
  public String name() {
    return "serve requests";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    Requests requests = vcpu.requests();
    if (requests.any()) {
      if (vcpu.vm().system().dirtyLog().full(vcpu)) {
        vcpu.run().exitReason(ExitReason.KVM_EXIT_DIRTY_RING_FULL);
        return Outcome.EXIT;
      }
      if (requests.take(Requests.FLUSH)) {
        vcpu.cpu().flushTranslations();
      }
      if (requests.take(Requests.STEAL_UPDATE)) {
        vcpu.stealTime().record();
      }
      if (requests.take(Requests.CLOCK_UPDATE)) {
        vcpu.msrs().kvmClock().update();
      }
      if (requests.take(Requests.REPORT_TPR_ACCESS)) {
        vcpu.run().exitReason(ExitReason.KVM_EXIT_TPR_ACCESS);
        return Outcome.EXIT;
      }
      if (requests.take(Requests.TRIPLE_FAULT)) {
        vcpu.run().exitReason(ExitReason.KVM_EXIT_SHUTDOWN);
        return Outcome.EXIT;
      }
      if (requests.take(Requests.IOAPIC_EOI) && tellsEoi(vcpu)) {
        return Outcome.EXIT;
      }
      requests.take(Requests.UNBLOCK);
      vcpu.smm().takeRequest();
      if (requests.take(Requests.HV_CRASH)) {
        return SystemEvent.exit(vcpu, RunBits.KVM_SYSTEM_EVENT_CRASH);
      }
      if (requests.take(Requests.HV_RESET)) {
        return SystemEvent.exit(vcpu, RunBits.KVM_SYSTEM_EVENT_RESET);
      }
    }
    return Outcome.CONTINUE;
  }

  private static boolean tellsEoi(Vcpu vcpu) {
    int vector = vcpu.interrupts().eoi().take();
    if (vector == LocalApic.NONE) {
      return false;
    }
    vcpu.run().exitReason(ExitReason.KVM_EXIT_IOAPIC_EOI);
    vcpu.run().endOfInterrupt(vector);
    return true;
  }
}
