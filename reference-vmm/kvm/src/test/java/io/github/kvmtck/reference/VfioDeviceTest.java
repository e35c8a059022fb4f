package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import org.junit.jupiter.api.Test;

/** The one device that KVM_CREATE_DEVICE makes, as virt/kvm/vfio.c of Linux 6.12 has it. */
class VfioDeviceTest {
  private static final int MPIC = 1;

  private static Reply<StructValue> create(Guest guest, int type, int flags) {
    return guest.vm.ioctl(
        Devices.KVM_CREATE_DEVICE,
        StructValue.of(Devices.CREATE_DEVICE).with("type", type).with("flags", flags));
  }

  private static Descriptor vfio(Guest guest) {
    StructValue made = create(guest, Devices.KVM_DEV_TYPE_VFIO, 0).value();
    return new Descriptor(guest.client, (int) made.get("fd"));
  }

  private static Errno attribute(
      Guest guest, Descriptor device, Request request, int group, int attribute, int fd) {
    try (HostMemory memory = HostMemory.map(guest.client, 4096).value()) {
      guest.client.memory().u32(memory.address(), fd);
      return device
          .ioctl(
              request,
              StructValue.of(Devices.DEVICE_ATTR)
                  .with("group", group)
                  .with("attr", attribute)
                  .with("addr", memory.address()))
          .errno();
    }
  }

  @Test
  void onlyOneOfOneKindIsMade() {
    try (Guest guest = Guest.running("f4")) {
      int test = Devices.KVM_CREATE_DEVICE_TEST;
      assertThat(create(guest, MPIC, 0).errno()).isEqualTo(Errno.ENODEV);
      assertThat(create(guest, Devices.KVM_DEV_TYPE_VFIO, test).errno()).isEqualTo(Errno.NONE);
      Descriptor device = vfio(guest);
      assertThat(create(guest, Devices.KVM_DEV_TYPE_VFIO, 0).errno()).isEqualTo(Errno.EBUSY);
      assertThat(create(guest, Devices.KVM_DEV_TYPE_VFIO, test).errno()).isEqualTo(Errno.NONE);
      guest.client.call(new Syscall.Close(device.fd())).orThrow();
      assertThat(create(guest, Devices.KVM_DEV_TYPE_VFIO, 0).errno()).isEqualTo(Errno.NONE);
    }
  }

  @Test
  void noFileIsOneOfVfio() {
    try (Guest guest = Guest.running("f4")) {
      Descriptor device = vfio(guest);
      Request has = Devices.KVM_HAS_DEVICE_ATTR;
      Request set = Devices.KVM_SET_DEVICE_ATTR;
      int file = Devices.KVM_DEV_VFIO_FILE;
      assertThat(attribute(guest, device, has, file, 1, 0)).isEqualTo(Errno.NONE);
      assertThat(attribute(guest, device, has, file, 2, 0)).isEqualTo(Errno.NONE);
      assertThat(attribute(guest, device, has, file, 3, 0)).isEqualTo(Errno.ENXIO);
      assertThat(attribute(guest, device, has, 2, 1, 0)).isEqualTo(Errno.ENXIO);
      assertThat(attribute(guest, device, set, file, 1, -1)).isEqualTo(Errno.EBADF);
      assertThat(attribute(guest, device, set, file, 1, guest.vm.fd())).isEqualTo(Errno.EINVAL);
      assertThat(attribute(guest, device, set, file, 2, guest.vm.fd())).isEqualTo(Errno.ENOENT);
      assertThat(attribute(guest, device, Devices.KVM_GET_DEVICE_ATTR, file, 1, 0))
          .isEqualTo(Errno.EPERM);
      assertThat(guest.client.call(new Syscall.Ioctl(device.fd(), 0xae00, 0)).errno())
          .isEqualTo(Errno.ENOTTY);
    }
  }
}
