package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.IrqRouting;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local APICs in the kernel with an I/O APIC of the client's (api.rst 7.5), and TPR reports. */
class SplitIrqchipTest {
  private static final int LEVEL = 1 << 15;

  /** sti; hlt; out 0x57, al. The handler writes EOI through FS, and then out 0x56, al. */
  private static Guest ending() {
    Guest guest = Guest.withSplitIrqchip("fb f4 e6 57");
    guest.ram.write(0x40 * 4, new byte[] {0, 0x50, 0, 0});
    guest.ram.write(0x5000, HexFormat.of().parseHex("6466c706b00000000000e656cf"));
    var sregs = guest.vcpu.getSregs().value();
    guest
        .vcpu
        .setSregs(sregs.withSegment("fs", sregs.segment("es").withBase(0xfee0_0000L)))
        .orThrow();
    Lapic.enable(guest.vcpu);
    return guest;
  }

  private static void route(Guest guest, int gsi, int data) {
    StructValue routes =
        StructValue.of(IrqRouting.IRQ_ROUTING, 1)
            .with("nr", 1)
            .with("entries[0].gsi", gsi)
            .with("entries[0].type", IrqRouting.KVM_IRQ_ROUTING_MSI)
            .with("entries[0].u.msi.address_lo", 0xfee0_0000L)
            .with("entries[0].u.msi.data", data);
    guest.vm.ioctl(IrqRouting.KVM_SET_GSI_ROUTING, routes).orThrow();
  }

  /** Whether the end of an interrupt of a route comes to the client. */
  @ParameterizedTest
  @CsvSource({"4, true, true", "4, false, false", "24, true, false"})
  void theClientHearsOfTheEndOfALevelTriggeredInterrupt(int gsi, boolean level, boolean told) {
    try (Guest guest = ending()) {
      route(guest, gsi, 0x40 | (level ? LEVEL : 0));
      guest.vm.irqLine(gsi, true).orThrow();
      guest.vcpu.run();
      if (told) {
        assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_IOAPIC_EOI.number());
        assertThat(guest.run.get("eoi.vector")).isEqualTo(0x40);
        guest.vcpu.run();
      }
      assertThat(guest.run.io().port()).isEqualTo(0x56);
    }
  }

  @Test
  void thereAreNoPinsToRouteTo() {
    try (Guest guest = Guest.withSplitIrqchip("f4")) {
      StructValue routes =
          StructValue.of(IrqRouting.IRQ_ROUTING, 1)
              .with("nr", 1)
              .with("entries[0].type", IrqRouting.KVM_IRQ_ROUTING_IRQCHIP);
      assertThat(guest.vm.ioctl(IrqRouting.KVM_SET_GSI_ROUTING, routes).errno())
          .isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void itIsMadeOnceAndBeforeAnyVcpu() {
    try (Guest none = Guest.running("f4");
        Guest guest = Guest.withSplitIrqchip("f4")) {
      assertThat(none.vm.enableCap(Capability.KVM_CAP_SPLIT_IRQCHIP, 25).errno())
          .isEqualTo(Errno.EINVAL);
      assertThat(none.vm.enableCap(Capability.KVM_CAP_SPLIT_IRQCHIP, 24).errno())
          .isEqualTo(Errno.EEXIST);
      assertThat(guest.vm.createIrqchip().errno()).isEqualTo(Errno.EEXIST);
    }
  }

  /** mov eax, [fs:0x80] and mov [fs:0x80], eax. */
  @ParameterizedTest
  @CsvSource({"6466a18000, 0", "6466a38000, 1"})
  void whoUsesTheTaskPriorityIsReported(String code, long write) {
    try (Guest guest = ending()) {
      guest.ram.write(Guest.CODE, HexFormat.of().parseHex(code + "e657"));
      guest
          .vcpu
          .ioctl(
              VcpuRun.KVM_TPR_ACCESS_REPORTING,
              StructValue.of(VcpuRun.TPR_ACCESS_CTL).with("enabled", 1))
          .orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_TPR_ACCESS.number());
      assertThat(guest.run.get("tpr_access.rip")).isEqualTo(Guest.CODE);
      assertThat(guest.run.get("tpr_access.is_write")).isEqualTo(write);
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x57);
    }
  }

  private static Errno vapic(Guest guest, long address) {
    return guest
        .vcpu
        .ioctl(
            VcpuRun.KVM_SET_VAPIC_ADDR,
            StructValue.of(VcpuRun.VAPIC_ADDR).with("vapic_addr", address))
        .errno();
  }

  /** mov byte cs:[0x3000], 0x50; out 0x57, al. */
  @Test
  void theTaskPriorityIsTakenFromTheWordThatTheGuestHas() {
    try (Guest guest = ending()) {
      guest.ram.write(Guest.CODE, HexFormat.of().parseHex("2ec606003050e657"));
      assertThat(vapic(guest, 0x3000)).isEqualTo(Errno.NONE);
      guest.vcpu.run();
      assertThat(guest.vcpu.getSregs().value().get("cr8")).isEqualTo(5);
    }
  }

  @Test
  void theWordNeedsASlotAndALocalApic() {
    try (Guest none = Guest.running("f4");
        Guest guest = ending()) {
      assertThat(vapic(none, 0x3000)).isEqualTo(Errno.EINVAL);
      assertThat(vapic(guest, 0x4000_0000)).isEqualTo(Errno.EINVAL);
      assertThat(vapic(guest, 0)).isEqualTo(Errno.NONE);
    }
  }
}
