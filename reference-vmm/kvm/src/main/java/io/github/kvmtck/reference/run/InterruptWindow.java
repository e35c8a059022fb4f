package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunOffsets.REQUEST_INTERRUPT_WINDOW;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;

/** request_interrupt_window: the client wants to inject, and now it can (rule RUN-04). */
public final class InterruptWindow implements RunStage {
  @Override
  public String name() {
    return "interrupt window";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (!requested(vcpu) || !Injection.ready(vcpu)) {
      return Outcome.CONTINUE;
    }
    vcpu.run().exitReason(ExitReason.KVM_EXIT_IRQ_WINDOW_OPEN);
    vcpu.stats().count(Counter.REQUEST_IRQ_EXITS);
    return Outcome.EXIT;
  }

  /** dm_request_for_irq_injection. */
  static boolean requested(Vcpu vcpu) {
    return vcpu.run().u8(REQUEST_INTERRUPT_WINDOW) != 0 && !vcpu.vm().picInKernel();
  }
}
