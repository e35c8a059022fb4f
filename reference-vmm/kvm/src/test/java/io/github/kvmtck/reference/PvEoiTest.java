package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.uapi.Paravirtual;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The end of an interrupt without leaving the guest: MSR_KVM_PV_EOI_EN, as Linux has it. */
class PvEoiTest {
  private static final int BYTE = 0x3100;
  private static final int VECTOR = 0x31;
  private static final int OTHER = 0x29;
  private static final int HANDLER = 0x5000;
  private static final long MESSAGES = 0xfee0_0000L;

  /** A handler that leaves at port 0x80 with AL as it has found the byte, then in the end 0x81. */
  private static Guest guest(String end) {
    // sti; nop; out 0x82, al
    Guest guest = Guest.withIrqchip("fb 90 e6 82");
    guest.ram.write(VECTOR * 4L, new byte[] {0, HANDLER >> 8, 0, 0});
    // mov al, cs:[0x3100]; out 0x80, al; …; out 0x81, al
    String code = "2e a0 00 31 e6 80 " + end + " e6 81";
    guest.ram.write(HANDLER, HexFormat.of().parseHex(code.replace(" ", "")));
    Lapic.enable(guest.vcpu);
    return guest;
  }

  private static boolean enable(Guest guest) {
    return Lapic.write(guest.vcpu, Paravirtual.MSR_KVM_PV_EOI_EN, BYTE | 1);
  }

  /** Runs to a port; AL. */
  private static int to(Guest guest, int port) {
    guest.vcpu.run();
    assertThat(guest.run.io().port()).isEqualTo(port);
    return guest.run.ioData()[0];
  }

  private static void interrupt(Guest guest, int vector) {
    assertThat(guest.vm.signalMsi(MESSAGES, vector).result().value()).isOne();
  }

  private static boolean serves(Guest guest) {
    return Lapic.has(guest.vcpu, Lapic.ISR, VECTOR);
  }

  @Test
  void aGuestThatClearsTheBitHasEndedTheInterrupt() {
    // btr word cs:[0x3100], 0
    try (Guest guest = guest("2e 0f ba 36 00 31 00")) {
      assertThat(enable(guest)).isTrue();
      interrupt(guest, VECTOR);
      assertThat(to(guest, 0x80)).isOne();
      assertThat(serves(guest)).isTrue();
      to(guest, 0x81);
      assertThat(serves(guest)).isFalse();
    }
  }

  @Test
  void theOfferEndsWithEveryExit() {
    try (Guest guest = guest("90")) {
      assertThat(enable(guest)).isTrue();
      interrupt(guest, VECTOR);
      to(guest, 0x80);
      assertThat(guest.ram.read(BYTE, 1)[0]).isZero();
      to(guest, 0x81);
      assertThat(serves(guest)).isTrue();
    }
  }

  @Test
  void withAnotherInterruptWaitingTheGuestMustTell() {
    try (Guest guest = guest("90")) {
      assertThat(enable(guest)).isTrue();
      interrupt(guest, VECTOR);
      interrupt(guest, OTHER);
      assertThat(to(guest, 0x80)).isZero();
    }
  }

  @Test
  void withoutTheMsrNothingIsOffered() {
    try (Guest guest = guest("90")) {
      interrupt(guest, VECTOR);
      assertThat(to(guest, 0x80)).isZero();
    }
  }

  @Test
  void theByteIsInMemoryAndAligned() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(Lapic.write(guest.vcpu, Paravirtual.MSR_KVM_PV_EOI_EN, 0x3103)).isFalse();
      assertThat(Lapic.write(guest.vcpu, Paravirtual.MSR_KVM_PV_EOI_EN, 0x20001)).isFalse();
      assertThat(Lapic.write(guest.vcpu, Paravirtual.MSR_KVM_PV_EOI_EN, 0x20000)).isTrue();
      assertThat(Lapic.read(guest.vcpu, Paravirtual.MSR_KVM_PV_EOI_EN)).isEqualTo(0x20000);
    }
  }
}
