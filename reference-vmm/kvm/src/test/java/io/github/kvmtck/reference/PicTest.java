package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import org.junit.jupiter.api.Test;

/** The 8259 pair as a guest programs it and as a client saves it (arch/x86/kvm/i8259.c). */
class PicTest {
  private static final int MASTER = 0x20;
  private static final int SLAVE = 0xa0;
  private static final int POLL = 0x0c;
  private static final int READ_ISR = 0x0b;
  private static final int END = 0x20;
  private static final int END_AND_ROTATE = 0xa0;

  /** ICW1 to ICW4 for both, vectors 0x20 and 0x28, nothing masked. */
  private static Guest initialised(int icw4) {
    Guest guest = Guest.withIrqchip("f4");
    Ports.out(guest, MASTER, 0x11);
    Ports.out(guest, MASTER + 1, 0x20, 4, icw4, 0);
    Ports.out(guest, SLAVE, 0x11);
    Ports.out(guest, SLAVE + 1, 0x28, 2, icw4, 0);
    return guest;
  }

  private static StructValue chip(Guest guest, int id) {
    return guest
        .vm
        .ioctl(Interrupts.KVM_GET_IRQCHIP, StructValue.of(Interrupts.IRQCHIP).with("chip_id", id))
        .value();
  }

  private static void pulse(Guest guest, int... lines) {
    for (int line : lines) {
      guest.vm.irqLine(line, true).orThrow();
      guest.vm.irqLine(line, false).orThrow();
    }
  }

  private static int poll(Guest guest, int chip) {
    Ports.out(guest, chip, POLL);
    return Ports.in(guest, chip);
  }

  @Test
  void theLowestLineComesFirst() {
    try (Guest guest = initialised(1)) {
      pulse(guest, 5, 3);
      assertThat(poll(guest, MASTER)).isEqualTo(0x83);
      assertThat(poll(guest, MASTER)).isEqualTo(0x85);
      assertThat(poll(guest, MASTER)).isEqualTo(7);
    }
  }

  @Test
  void theSlaveAsksThroughTheMaster() {
    try (Guest guest = initialised(1)) {
      pulse(guest, 10);
      assertThat(chip(guest, 0).get("chip.pic.irr")).isEqualTo(4);
      assertThat(poll(guest, SLAVE)).isEqualTo(0x82);
      assertThat(chip(guest, 0).get("chip.pic.irr")).isZero();
    }
  }

  @Test
  void aRotationMakesTheServedLineTheLast() {
    try (Guest guest = initialised(1)) {
      Ports.out(guest, MASTER, 0xc0 | 3); // set priority: line 3 is the lowest
      pulse(guest, 1, 3, 4);
      assertThat(poll(guest, MASTER)).isEqualTo(0x84);
      assertThat(poll(guest, MASTER)).isEqualTo(0x81);
      assertThat(poll(guest, MASTER)).isEqualTo(0x83);
    }
  }

  @Test
  void aRoundTripKeepsEveryByte() {
    try (Guest guest = initialised(0x13)) {
      Ports.out(guest, MASTER + 1, 0x5a);
      Ports.out(guest, MASTER, READ_ISR, 0x68, END_AND_ROTATE);
      Ports.out(guest, 0x4d0, 0xff);
      StructValue saved = chip(guest, 0);
      assertThat(saved.get("chip.pic.elcr")).isEqualTo(0xf8);
      assertThat(saved.get("chip.pic.special_mask")).isOne();
      assertThat(saved.get("chip.pic.special_fully_nested_mode")).isOne();
      assertThat(saved.get("chip.pic.auto_eoi")).isOne();
      try (Guest other = Guest.withIrqchip("f4")) {
        other.vm.ioctl(Interrupts.KVM_SET_IRQCHIP, saved).orThrow();
        assertThat(chip(other, 0)).isEqualTo(saved);
      }
    }
  }

  @Test
  void aSavedRequestInterruptsTheGuestThatIsRestored() {
    try (Guest guest = initialised(1);
        Guest other = Guest.withIrqchip("fb 90 f4")) { // sti; nop; hlt
      pulse(guest, 4);
      other.ram.write(0x24 * 4, new byte[] {0, 0x50, 0, 0});
      other.ram.write(0x5000, new byte[] {(byte) 0xe6, 0x66}); // out 0x66, al
      other.vm.ioctl(Interrupts.KVM_SET_IRQCHIP, chip(guest, 0)).orThrow();
      other.vcpu.run();
      assertThat(other.run.io().port()).isEqualTo(0x66);
      assertThat(chip(other, 0).get("chip.pic.isr")).isEqualTo(0x10);
    }
  }

  @Test
  void anEndTellsTheLineThatItIsFree() {
    try (Guest guest = initialised(1)) {
      Ports.out(guest, 0x4d0, 0x20); // line 5 is level-triggered
      guest.vm.irqLine(5, true).orThrow();
      assertThat(poll(guest, MASTER)).isEqualTo(0x85);
      Ports.out(guest, MASTER, END);
      assertThat(chip(guest, 0).get("chip.pic.isr")).isZero();
      guest.vm.irqLine(5, false).orThrow();
      assertThat(chip(guest, 0).get("chip.pic.irr")).isZero();
    }
  }

  @Test
  void wideAccessesAreSwallowed() {
    // in ax, 0x20; out 0x20, ax; out 0x55, al
    try (Guest guest = Guest.withIrqchip("e5 20 e7 20 e6 55")) {
      guest.with("rax", 0x1111).vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x55);
      assertThat(guest.reg("rax")).isZero();
    }
  }

  @Test
  void stateIsThereOnlyWithChips() {
    StructValue third = StructValue.of(Interrupts.IRQCHIP).with("chip_id", 3);
    try (Guest none = Guest.running("f4");
        Guest guest = Guest.withIrqchip("f4")) {
      assertThat(none.vm.ioctl(Interrupts.KVM_GET_IRQCHIP, third).errno()).isEqualTo(Errno.ENXIO);
      assertThat(none.vm.ioctl(Interrupts.KVM_SET_IRQCHIP, third).errno()).isEqualTo(Errno.ENXIO);
      assertThat(guest.vm.ioctl(Interrupts.KVM_GET_IRQCHIP, third).errno()).isEqualTo(Errno.EINVAL);
      assertThat(guest.vm.ioctl(Interrupts.KVM_SET_IRQCHIP, third).errno()).isEqualTo(Errno.EINVAL);
      assertThat(none.vm.ioctl(Interrupts.KVM_GET_IRQCHIP, 1).errno()).isEqualTo(Errno.EFAULT);
    }
  }

  /** mov dx, 0x21; mov cx, 3; mov di, 0x3000; rep insb; out 0x55, al: ES is RAM. */
  @Test
  void aRepeatedInIsAnsweredUnitByUnit() {
    try (Guest guest = Guest.withIrqchip("ba 21 00 b9 03 00 bf 00 30 f3 6c e6 55")) {
      guest
          .vm
          .ioctl(Interrupts.KVM_SET_IRQCHIP, chip(guest, 0).with("chip.pic.imr", 0x5a))
          .orThrow();
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x55);
      assertThat(guest.ram.read(0x3000, 4)).containsExactly(0x5a, 0x5a, 0x5a, 0);
    }
  }
}
