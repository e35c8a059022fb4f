package io.github.kvmtck.vmm.device;

import io.github.kvmtck.api.client.Vm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries the levels of devices' interrupt lines to the interrupt controller in KVM. */
public final class InterruptLines {
  private final List<Device.Interrupting> devices;
  private final Map<Integer, Boolean> levels = new HashMap<>();

  /**
   * @param devices empty for a VM without a controller
   */
  public InterruptLines(List<Device.Interrupting> devices) {
    this.devices = List.copyOf(devices);
  }

  /**
   * Tells KVM what has changed.
   *
   * @param by the VM, called from the caller's task
   */
  public synchronized void settle(Vm by) {
    for (Device.Interrupting device : devices) {
      boolean level = device.level();
      if (levels.getOrDefault(device.irq(), false) != level) {
        levels.put(device.irq(), level);
        by.irqLine(device.irq(), level).orThrow();
      }
    }
  }
}
