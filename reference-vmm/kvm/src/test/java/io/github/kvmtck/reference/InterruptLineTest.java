package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.IrqRouting;
import io.github.kvmtck.api.uapi.StructValue;
import org.junit.jupiter.api.Test;

/** Interrupt lines, routes and irqfds: what is an error, as Linux 6.18 answers. */
class InterruptLineTest {
  private static final int IOAPIC = Interrupts.KVM_IRQCHIP_IOAPIC;
  private static final int TO_CHIP = IrqRouting.KVM_IRQ_ROUTING_IRQCHIP;
  private static final int TO_MESSAGE = IrqRouting.KVM_IRQ_ROUTING_MSI;

  private static Errno route(Guest guest, int count, long... typeChipPinGsiFlags) {
    StructValue routes = StructValue.of(IrqRouting.IRQ_ROUTING, count).with("nr", count);
    for (int i = 0; i < count; i++) {
      String entry = "entries[" + i + "].";
      routes =
          routes
              .with(entry + "type", typeChipPinGsiFlags[0])
              .with(entry + "u.irqchip.irqchip", typeChipPinGsiFlags[1])
              .with(entry + "u.irqchip.pin", typeChipPinGsiFlags[2])
              .with(entry + "gsi", typeChipPinGsiFlags[3])
              .with(entry + "flags", typeChipPinGsiFlags[4]);
    }
    return guest.vm.ioctl(IrqRouting.KVM_SET_GSI_ROUTING, routes).errno();
  }

  private static int eventfd(Guest guest) {
    return guest.client.call(new Syscall.Eventfd(0, 0)).value().intValue();
  }

  private static Result irqfd(Guest guest, int fd, int gsi, int flags, int resample) {
    return guest
        .vm
        .ioctl(
            Interrupts.KVM_IRQFD,
            StructValue.of(Interrupts.IRQFD)
                .with("fd", Integer.toUnsignedLong(fd))
                .with("gsi", gsi)
                .with("flags", flags)
                .with("resamplefd", Integer.toUnsignedLong(resample)))
        .result();
  }

  @Test
  void withoutAnIrqchipThereAreNoLines() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(guest.vm.irqLine(4, true).errno()).isEqualTo(Errno.ENXIO);
      assertThat(route(guest, 0)).isEqualTo(Errno.EINVAL);
      assertThat(irqfd(guest, eventfd(guest), 4, 0, 0).errno()).isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void routesAreCheckedOneByOne() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(route(guest, 1, TO_CHIP, IOAPIC, 24, 4, 0)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 1, TO_CHIP, 0, 8, 4, 0)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 1, TO_CHIP, 3, 0, 4, 0)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 1, 3, 0, 0, 4, 0)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 1, TO_CHIP, IOAPIC, 4, 4096, 0)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 1, TO_CHIP, IOAPIC, 4, 4, 1)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 1, TO_MESSAGE, 0, 0, 4, 2)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 2, TO_CHIP, IOAPIC, 4, 4, 0)).isEqualTo(Errno.EINVAL);
      assertThat(route(guest, 1, TO_CHIP, IOAPIC, 4, 4095, 0)).isEqualTo(Errno.NONE);
      assertThat(route(guest, 1, TO_MESSAGE, 0, 0, 4, 1)).isEqualTo(Errno.NONE);
    }
  }

  @Test
  void anEventfdRaisesOneInterrupt() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      int fd = eventfd(guest);
      int other = eventfd(guest);
      assertThat(irqfd(guest, fd, 4, 4, 0).errno()).isEqualTo(Errno.EINVAL);
      assertThat(irqfd(guest, -1, 4, 0, 0).errno()).isEqualTo(Errno.EBADF);
      assertThat(irqfd(guest, guest.vm.fd(), 4, 0, 0).errno()).isEqualTo(Errno.EINVAL);
      assertThat(irqfd(guest, fd, 4, 0, 0)).isEqualTo(Result.ZERO);
      assertThat(irqfd(guest, fd, 5, 0, 0).errno()).isEqualTo(Errno.EBUSY);
      assertThat(irqfd(guest, fd, 5, 1, 0)).isEqualTo(Result.ZERO);
      assertThat(irqfd(guest, fd, 4, 1, 0)).isEqualTo(Result.ZERO);
      assertThat(irqfd(guest, fd, 5, 0, 0)).isEqualTo(Result.ZERO);
      assertThat(irqfd(guest, other, 4, 2, -1).errno()).isEqualTo(Errno.EBADF);
    }
  }
}
