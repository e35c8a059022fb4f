package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Registers of the local APIC through KVM_GET_LAPIC and KVM_SET_LAPIC, as Linux has them. */
class LocalApicTest {
  private static final int VERSION = 0x30;
  private static final int TPR = 0x80;
  private static final int PPR = 0xa0;
  private static final int SVR = 0xf0;
  private static final int IRR = 0x200;
  private static final int LVT_TIMER = 0x320;
  private static final int LVT_LINT0 = 0x350;
  private static final int TMICT = 0x380;
  private static final int TMCCT = 0x390;
  private static final int TDCR = 0x3e0;
  private static final int DIVIDE_BY_ONE = 0xb;
  private static final long MESSAGES = 0xfee0_0000L;
  private static final int TSC_DEADLINE = 0x6e0;

  private static int get(Guest guest, int register) {
    return buffer(guest.vcpu.getLapic().value().bytes()).getInt(register);
  }

  private static void set(Guest guest, int register, int value) {
    byte[] page = guest.vcpu.getLapic().value().bytes();
    buffer(page).putInt(register, value);
    guest.vcpu.setLapic(StructValue.of(Interrupts.LAPIC_STATE, page)).orThrow();
  }

  private static ByteBuffer buffer(byte[] page) {
    return ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void isMaskedAndDisabledAfterReset() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(get(guest, SVR)).isEqualTo(0xff);
      assertThat(get(guest, LVT_TIMER)).isEqualTo(0x10000);
      assertThat(get(guest, LVT_LINT0)).isEqualTo(0x700);
      assertThat(get(guest, VERSION)).isEqualTo(0x50014);
    }
  }

  @Test
  void takesNothingWhileItIsDisabled() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(guest.vm.signalMsi(MESSAGES, 0x40).result().value()).isZero();
      set(guest, SVR, 0x1ff);
      assertThat(guest.vm.signalMsi(MESSAGES, 0x40).result().value()).isOne();
      assertThat(get(guest, IRR + 0x20)).isOne();
    }
  }

  @Test
  void reachesNobodyAtAnAbsentId() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(guest.vm.signalMsi(MESSAGES | 5 << 12, 0x40).result().value()).isZero();
    }
  }

  @Test
  void tellsThePriorityOfTheTask() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      set(guest, TPR, 0x50);
      assertThat(get(guest, PPR)).isEqualTo(0x50);
    }
  }

  @Test
  void aDeadlineIsDroppedInAnotherMode() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Msr msr = new Msr(TSC_DEADLINE, 12345);
      assertThat(guest.vcpu.setMsrs(List.of(msr)).value()).isOne();
      assertThat(guest.vcpu.getMsrs(List.of(TSC_DEADLINE)).value().getFirst().data()).isZero();
    }
  }

  @Test
  void theCountGoesDownAsTheGuestExecutes() {
    // mov dword es:[0x380], 0x100000; nop; out 0x55, al
    String code = "26 66 c7 06 80 03 00 00 10 00 90 e6 55";
    try (Guest guest = Guest.withIrqchip(code)) {
      set(guest, SVR, 0x1ff);
      set(guest, TDCR, DIVIDE_BY_ONE);
      var sregs = guest.vcpu.getSregs().value();
      guest
          .vcpu
          .setSregs(sregs.withSegment("es", sregs.segment("es").withBase(0xfee0_0000L)))
          .orThrow();
      guest.vcpu.run();
      assertThat(get(guest, TMICT)).isEqualTo(0x100000);
      assertThat(get(guest, TMCCT)).isPositive().isLessThan(0x100000);
    }
  }
}
