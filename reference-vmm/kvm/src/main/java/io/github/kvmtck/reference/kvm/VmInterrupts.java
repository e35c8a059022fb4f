package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_IOAPIC;

import io.github.kvmtck.reference.irqchip.IoApic;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.IrqRoute;
import io.github.kvmtck.reference.irqchip.IrqRoutes;
import io.github.kvmtck.reference.irqchip.Pic;
import io.github.kvmtck.reference.irqchip.Pit;
import io.github.kvmtck.reference.irqchip.PitTimer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Global system interrupts of a VM: the chips in the kernel, and what is routed where. */
public final class VmInterrupts {
  /** Who drives a line: a client by KVM_IRQ_LINE or an irqfd, or a resampling irqfd. */
  public static final int USERSPACE = 1;

  public static final int RESAMPLING = 1 << 1;

  /** The 8254. */
  public static final int PIT = 1 << 2;

  private final Vm vm;
  private final IoApic ioApic = new IoApic(new ToLocalApics());
  private final Pic pic = new Pic(new ToLint0());
  private volatile @Nullable Pit pit;
  private final List<IntConsumer> acknowledged = new CopyOnWriteArrayList<>();
  private final List<IntPredicate> resamplers = new CopyOnWriteArrayList<>();
  private volatile IrqRoutes routes = IrqRoutes.NONE;

  VmInterrupts(Vm vm) {
    this.vm = vm;
  }

  /** The table that counts; a client replaces it whole. */
  public void routes(IrqRoutes next) {
    routes = next;
  }

  public IrqRoutes routes() {
    return routes;
  }

  public IoApic ioApic() {
    return ioApic;
  }

  public Pic pic() {
    return pic;
  }

  /**
   * kvm_set_irq.
   *
   * @return how many took it; less than 0 where it is routed nowhere or masked everywhere
   */
  public int set(int gsi, int source, boolean level) {
    int taken = -1;
    for (IrqRoute route : routes.of(gsi)) {
      int here = set(route, source, level);
      if (here >= 0) {
        taken = Math.max(taken, 0) + here;
      }
    }
    return taken;
  }

  private int set(IrqRoute route, int source, boolean level) {
    return switch (route) {
      case IrqRoute.Message(long address, int data) ->
          level ? vm.deliver(message(address, data), null) : -1;
      case IrqRoute.Pin(int chip, int pin) ->
          chip == KVM_IRQCHIP_IOAPIC
              ? ioApic.set(pin, source, level)
              : setPic(chip * Pic.PINS + pin, source, level);
    };
  }

  /** kvm_msi_route_invalid: with wide ids the low byte of the upper half has no meaning yet. */
  public boolean valid(long address) {
    return !vm.settings().wideApicIds() || (address >>> 32 & 0xff) == 0;
  }

  /** kvm_set_msi_irq. */
  public Ipi message(long address, int data) {
    return Ipi.fromMsi(address, data, vm.settings().wideApicIds());
  }

  private int setPic(int pin, int source, boolean level) {
    int taken = pic.set(pin, source, level);
    picChanged();
    return taken;
  }

  /** The 8254; null where the client has not made it. */
  public @Nullable Pit pit() {
    return pit;
  }

  /** KVM_CREATE_PIT2. */
  public void createPit(boolean speaker) {
    PitTimer timer = new PitTimer(vm.clock(), new PitLine(vm));
    Pit made = new Pit(vm.clock(), timer, speaker);
    onEnd(timer::acknowledged);
    pit = made;
    vm.devices().add(new PitDevice(made));
  }

  private final class ToLocalApics implements IoApic.Wiring {
    @Override
    public int send(Ipi ipi) {
      return vm.deliver(ipi, null);
    }

    @Override
    public boolean resample(int pin) {
      int gsi = gsiOf(KVM_IRQCHIP_IOAPIC, pin);
      boolean asked = false;
      for (IntPredicate resampler : resamplers) {
        asked |= resampler.test(gsi);
      }
      return asked;
    }

    @Override
    public void unmasked(int pin) {
      opened(KVM_IRQCHIP_IOAPIC, pin);
    }
  }

  private final class ToLint0 implements Pic.Wiring {
    @Override
    public void ended(int pin) {
      acknowledge(pin / Pic.PINS, pin % Pic.PINS);
    }

    @Override
    public void unmasked(int pin) {
      opened(pin / Pic.PINS, pin % Pic.PINS);
    }

    @Override
    public boolean heard() {
      return vm.vcpus().stream().anyMatch(vcpu -> vcpu.interrupts().acceptsPic());
    }
  }

  /** kvm_fire_mask_notifiers, for the only one there is. */
  private void opened(int chip, int pin) {
    Pit there = pit;
    if (there != null && gsiOf(chip, pin) == 0) {
      there.timer().unmasked();
    }
  }

  /** The PIC reaches the vCPUs whose LINT0 lets it through. */
  public void picChanged() {
    if (pic.pending()) {
      vm.vcpus().forEach(vcpu -> vcpu.request(Requests.EVENT));
    }
  }

  /** Is told the number of every interrupt that ends (kvm_register_irq_ack_notifier). */
  public void onEnd(IntConsumer listener) {
    acknowledged.add(listener);
  }

  public void forgetOnEnd(IntConsumer listener) {
    acknowledged.remove(listener);
  }

  /** Is asked, by number, to look whether an interrupt is still wanted; says whether it can. */
  public void onResample(IntPredicate resampler) {
    resamplers.add(resampler);
  }

  public void forgetOnResample(IntPredicate resampler) {
    resamplers.remove(resampler);
  }

  /**
   * A local APIC has ended an interrupt (kvm_ioapic_send_eoi).
   *
   * @param level what its TMR says of the vector
   */
  void ended(int vector, boolean level) {
    int pins = vm.picInKernel() ? ioApic.pins(vector) : 0;
    for (int pin = 0; pins >>> pin != 0; pin++) {
      if ((pins & 1 << pin) != 0) {
        acknowledge(KVM_IRQCHIP_IOAPIC, pin);
        if (level) {
          ioApic.end(pin);
        }
      }
    }
  }

  /** kvm_notify_acked_irq. */
  private void acknowledge(int chip, int pin) {
    int gsi = gsiOf(chip, pin);
    if (gsi >= 0) {
      acknowledged.forEach(each -> each.accept(gsi));
    }
  }

  /** kvm_irq_map_chip_pin: less than 0 where nothing is routed to the pin. */
  private int gsiOf(int chip, int pin) {
    return routes.of(new IrqRoute.Pin(chip, pin));
  }
}
