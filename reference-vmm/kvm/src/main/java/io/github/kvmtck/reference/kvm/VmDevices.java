package io.github.kvmtck.reference.kvm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The devices of a VM in the kernel (kvm-&gt;buses): the first that answers is the one meant. */
public final class VmDevices {
  private final List<VmDevice> devices = new CopyOnWriteArrayList<>();
  private final AtomicBoolean vfio = new AtomicBoolean();

  public void add(VmDevice device) {
    devices.add(device);
  }

  public void remove(VmDevice device) {
    devices.remove(device);
  }

  public List<VmDevice> all() {
    return devices;
  }

  /** A VM has at most one VFIO device; false where there is one. */
  boolean beginVfio() {
    return vfio.compareAndSet(false, true);
  }

  void endVfio() {
    vfio.set(false);
  }

  /** kvm_io_bus_write; false where userspace must do it. */
  boolean write(Vcpu by, VmDevice.Bus bus, long address, int length, long value) {
    for (VmDevice device : devices) {
      if (device.write(by, bus, address, length, value)) {
        return true;
      }
    }
    return false;
  }

  /** kvm_io_bus_read; {@link VmDevice#NOT_MINE} where userspace must do it. */
  long read(VmDevice.Bus bus, long address, int length) {
    for (VmDevice device : devices) {
      long value = device.read(bus, address, length);
      if (value != VmDevice.NOT_MINE) {
        return value;
      }
    }
    return VmDevice.NOT_MINE;
  }
}
