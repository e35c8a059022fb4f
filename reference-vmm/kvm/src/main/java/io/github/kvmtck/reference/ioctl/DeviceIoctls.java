package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Devices.CREATE_DEVICE;
import static io.github.kvmtck.api.uapi.Devices.KVM_CREATE_DEVICE;
import static io.github.kvmtck.api.uapi.Devices.KVM_CREATE_DEVICE_TEST;
import static io.github.kvmtck.api.uapi.Devices.KVM_DEV_TYPE_VFIO;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.VfioDevice;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;

/** Devices that are files of their own (api.rst 4.79). */
final class DeviceIoctls {
  private DeviceIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table.on(KVM_CREATE_DEVICE, DeviceIoctls::create);
  }

  /** kvm_ioctl_create_device. */
  private static Result create(Vm vm, IoctlCall call) {
    MemorySegment device = call.read(CREATE_DEVICE.size());
    if (device == null) {
      return IoctlCall.FAULT;
    }
    if (CREATE_DEVICE.get(device, "type") != KVM_DEV_TYPE_VFIO) {
      return Result.error(Errno.ENODEV);
    }
    if ((CREATE_DEVICE.get(device, "flags") & KVM_CREATE_DEVICE_TEST) == 0) {
      Result made = VfioDevice.create(vm, call);
      if (made.failed()) {
        return made;
      }
      CREATE_DEVICE.set(device, "fd", made.value());
    }
    return call.write(device) ? Result.ZERO : IoctlCall.FAULT;
  }
}
