package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_IOAPIC;

import io.github.kvmtck.reference.irqchip.IoApic;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.IrqRoute;
import io.github.kvmtck.reference.irqchip.IrqRoutes;
import io.github.kvmtck.reference.irqchip.Pic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** Global system interrupts of a VM: the chips in the kernel, and what is routed where. */
public final class VmInterrupts {
  /** Who drives a line: a client by KVM_IRQ_LINE or an irqfd, or a resampling irqfd. */
  public static final int USERSPACE = 1;

  public static final int RESAMPLING = 1 << 1;

  private final Vm vm;
  private final IoApic ioApic;
  private final Pic pic = new Pic();
  private final List<IntConsumer> acknowledged = new CopyOnWriteArrayList<>();
  private volatile IrqRoutes routes = IrqRoutes.NONE;

  VmInterrupts(Vm vm) {
    this.vm = vm;
    this.ioApic = new IoApic(ipi -> vm.deliver(ipi, null));
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
          level ? vm.deliver(Ipi.fromMsi(address, data), null) : -1;
      case IrqRoute.Pin(int chip, int pin) ->
          chip == KVM_IRQCHIP_IOAPIC ? ioApic.set(pin, source, level) : setPic(chip, pin, level);
    };
  }

  private int setPic(int chip, int pin, boolean level) {
    pic.set(chip, pin, level);
    picChanged();
    return 1;
  }

  /** The PIC reaches the vCPUs whose LINT0 lets it through. */
  void picChanged() {
    if (pic.pending()) {
      vm.vcpus().forEach(vcpu -> vcpu.request(Requests.EVENT));
    }
  }

  /** Is told the number of every level-triggered interrupt that ends (kvm_notify_acked_irq). */
  public void onEnd(IntConsumer listener) {
    acknowledged.add(listener);
  }

  public void forgetOnEnd(IntConsumer listener) {
    acknowledged.remove(listener);
  }

  /** A local APIC has ended a level-triggered interrupt. */
  void ended(int vector) {
    if (vm.picInKernel()) {
      ioApic.endOfInterrupt(vector, this::acknowledge);
    }
  }

  private void acknowledge(int pin) {
    IrqRoute.Pin route = new IrqRoute.Pin(KVM_IRQCHIP_IOAPIC, pin);
    routes
        .byGsi()
        .forEach((gsi, to) -> {
          if (to.contains(route)) {
            acknowledged.forEach(each -> each.accept(gsi));
          }
        });
  }
}
