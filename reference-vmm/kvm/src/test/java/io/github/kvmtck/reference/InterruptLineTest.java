package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.IrqRouting;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.HexFormat;
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

  private static void write(Guest guest, int fd) {
    try (HostMemory memory = HostMemory.map(guest.client, 4096).value()) {
      memory.write(0, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
      guest.client.call(new Syscall.Write(fd, memory.address(), 8)).orThrow();
    }
  }

  private static boolean signalled(Guest guest, int fd) {
    try (HostMemory memory = HostMemory.map(guest.client, 4096).value()) {
      return !guest.client.task().call(new Syscall.Read(fd, memory.address(), 8)).failed();
    }
  }

  private static void handler(Guest guest, int vector, String code) {
    guest.ram.write(vector * 4L, new byte[] {0, 0x50, 0, 0});
    guest.ram.write(0x5000, HexFormat.of().parseHex(code.replace(" ", "")));
  }

  /**
   * The IOAPIC is at ES, the local APIC at FS. Pin 20, which the PIC does not have, is made
   * level-triggered with vector 0x40; out 0x54, al; sti; hlt; out 0x56, al. The handler: out 0x55,
   * al; EOI; iret.
   */
  private static Guest withPin20() {
    Guest guest =
        Guest.withIrqchip(
            "26 66 c7 06 00 00 38 00 00 00 26 66 c7 06 10 00 40 80 00 00 e6 54 fb f4 e6 56");
    handler(guest, 0x40, "e6 55 64 66 c7 06 b0 00 00 00 00 00 cf");
    var sregs = guest.vcpu.getSregs().value();
    guest
        .vcpu
        .setSregs(
            sregs
                .withSegment("es", sregs.segment("es").withBase(0xfec0_0000L))
                .withSegment("fs", sregs.segment("es").withBase(0xfee0_0000L)))
        .orThrow();
    byte[] page = guest.vcpu.getLapic().value().bytes();
    page[0xf1] |= 1;
    guest.vcpu.setLapic(StructValue.of(Interrupts.LAPIC_STATE, page)).orThrow();
    return guest;
  }

  private static void runTo(Guest guest, int port) {
    guest.vcpu.run();
    assertThat(guest.run.io().port()).isEqualTo(port);
  }

  @Test
  void theLineOfAResamplingIrqfdFallsWhenTheGuestEndsTheInterrupt() {
    try (Guest guest = withPin20()) {
      int fd = eventfd(guest);
      int back = guest.client.call(new Syscall.Eventfd(0, 0x800)).value().intValue();
      assertThat(irqfd(guest, fd, 20, 2, back)).isEqualTo(Result.ZERO);
      runTo(guest, 0x54);
      write(guest, fd);
      runTo(guest, 0x55);
      assertThat(signalled(guest, back)).isFalse();
      runTo(guest, 0x56);
      assertThat(signalled(guest, back)).isTrue();
    }
  }

  /** ioapic_write_indirect: the device may have let the line go meanwhile. */
  @Test
  void aResamplingIrqfdThatWasMaskedIsAskedAnewWhenItNoLongerIs() {
    try (Guest guest = withPin20()) {
      int fd = eventfd(guest);
      int back = guest.client.call(new Syscall.Eventfd(0, 0x800)).value().intValue();
      assertThat(irqfd(guest, fd, 20, 2, back)).isEqualTo(Result.ZERO);
      write(guest, fd);
      runTo(guest, 0x54);
      assertThat(signalled(guest, back)).isTrue();
      write(guest, fd);
      runTo(guest, 0x55);
    }
  }

  @Test
  void aLineReachesTheVcpuThroughThePicToo() {
    // ICW1 to ICW4 with base 0x20, all unmasked; out 0x10, al; sti; hlt.
    String code = "b0 11 e6 20 b0 20 e6 21 b0 04 e6 21 b0 01 e6 21 b0 00 e6 21 e6 10 fb f4";
    try (Guest guest = Guest.withIrqchip(code)) {
      handler(guest, 0x24, "e6 55");
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x10);
      guest.vm.irqLine(4, true).orThrow();
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x55);
    }
  }
}
