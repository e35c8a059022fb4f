package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.file.EventFd;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** An eventfd that raises an interrupt when it is signalled (struct kvm_kernel_irqfd). */
public final class IrqFd {
  private final Vm vm;
  private final EventFd file;
  private final int gsi;
  private final @Nullable EventFd resample;
  private final Runnable signalled = this::raise;
  private final IntConsumer ended = this::end;
  private final IntPredicate asked = this::ask;

  /**
   * An irqfd that is in force at once; a signal that came before counts.
   *
   * @param resample the line stays high until the guest ends the interrupt, which signals this;
   *     null where the interrupt is an edge
   */
  public IrqFd(Vm vm, EventFd file, int gsi, @Nullable EventFd resample) {
    this.vm = vm;
    this.file = file;
    this.gsi = gsi;
    this.resample = resample;
    file.listen(signalled);
    if (resample != null) {
      vm.interrupts().onEnd(ended);
      vm.interrupts().onResample(asked);
    }
    raise();
  }

  /** Whether it is about this eventfd. */
  public boolean of(EventFd other) {
    return file == other;
  }

  public boolean to(int number) {
    return gsi == number;
  }

  /** irqfd_wakeup: takes the count, whatever it is. */
  private void raise() {
    if (file.take() == 0) {
      return;
    }
    int unused;
    if (resample != null) {
      unused = vm.interrupts().set(gsi, VmInterrupts.RESAMPLING, true);
    } else {
      unused = vm.interrupts().set(gsi, VmInterrupts.USERSPACE, true);
      unused = vm.interrupts().set(gsi, VmInterrupts.USERSPACE, false);
    }
  }

  /** irqfd_resampler_ack. */
  private void end(int number) {
    EventFd told = resample;
    if (number == gsi && told != null) {
      int unused = vm.interrupts().set(gsi, VmInterrupts.RESAMPLING, false);
      told.signal(1);
    }
  }

  /** irqfd_resampler_notify alone. */
  private boolean ask(int number) {
    EventFd told = resample;
    if (number != gsi || told == null) {
      return false;
    }
    told.signal(1);
    return true;
  }

  /** irqfd_deactivate. */
  public void remove() {
    file.ignore(signalled);
    vm.interrupts().forgetOnEnd(ended);
    vm.interrupts().forgetOnResample(asked);
    if (resample != null) {
      int unused = vm.interrupts().set(gsi, VmInterrupts.RESAMPLING, false);
    }
  }
}
