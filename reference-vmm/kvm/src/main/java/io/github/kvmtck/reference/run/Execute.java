package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedEvents;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.QueuedInterrupt;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Vector;

/**
 * The guest runs: what was injected is delivered, then instructions execute until something leaves
 * the guest. A slice bounds how long nothing does, so that every round is a chance to look again.
 */
public final class Execute implements RunStage {
  /** What leaving the guest takes of its time. */
  private static final long EXIT_NANOS = 1000;

  private final long slice;

  /**
   * A stage that runs the guest in slices.
   *
   * @param slice instructions after which the vCPU leaves the guest by itself, as a host timer tick
   *     makes it
   */
  public Execute(long slice) {
    this.slice = slice;
  }

  @Override
  public String name() {
    return "execute";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    deliver(vcpu);
    vcpu.settings().noteRun();
    vcpu.settings().forgetRegistersWritten();
    vcpu.processor().watchInterruptWindow(wantsWindow(vcpu));
    vcpu.interrupts().virtualPage().enter();
    vcpu.interrupts().pvEoi().enter();
    long budget = Math.min(slice, vcpu.vm().clock().untilNext());
    Stop stop = vcpu.inGuestMode(() -> vcpu.processor().run(budget));
    vcpu.interrupts().pvEoi().leave();
    vcpu.interrupts().virtualPage().leave();
    vcpu.stats().count(Counter.EXITS);
    long executed = vcpu.processor().executed();
    vcpu.vm().clock().advance(stop == Stop.BUDGET ? executed : executed + EXIT_NANOS);
    return Exits.of(vcpu, stop);
  }

  /**
   * svm_enable_irq_window: for the client, or for an interrupt that could not be injected. With GIF
   * clear no window opens.
   */
  private static boolean wantsWindow(Vcpu vcpu) {
    boolean wanted =
        InterruptWindow.requested(vcpu)
            || vcpu.interrupts().hasInterrupt() && InjectEvents.allowed(vcpu);
    return wanted && vcpu.nested().globalInterruptFlag();
  }

  /** Hands what was injected to the processor, which delivers it before the first instruction. */
  private static void deliver(Vcpu vcpu) {
    QueuedEvents events = vcpu.events();
    Events processor = vcpu.cpu().events;
    QueuedException exception = events.exception();
    QueuedInterrupt interrupt = events.interrupt();
    if (exception != null) {
      payload(vcpu.cpu(), exception);
      processor.queue(exception.vector(), exception.hasCode() ? exception.code() : Events.NO_CODE);
      events.deliverException();
    } else if (events.nmiInjected()) {
      processor.nmiPending(true);
      events.nmiInjected(false);
    } else if (interrupt != null) {
      processor.inject(interrupt.vector());
      events.forgetInterrupt();
    }
  }

  /** kvm_deliver_exception_payload. */
  private static void payload(Cpu cpu, QueuedException exception) {
    if (!exception.hasPayload()) {
      return;
    }
    if (exception.vector() == Vector.PF) {
      cpu.control.cr2(exception.payload());
    } else if (exception.vector() == Vector.DB) {
      long changed = DebugRegisters.DR6_INIT | exception.payload();
      cpu.debug.dr6(cpu.debug.dr6() & ~0xfL | changed);
    }
  }
}
