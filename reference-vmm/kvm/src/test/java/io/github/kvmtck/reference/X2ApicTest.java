package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The local APIC in x2APIC mode (SDM vol. 3, 12.12), and KVM_CAP_X2APIC_API (api.rst 7.7). */
class X2ApicTest {
  private static final int APIC_BASE = 0x1b;
  private static final int ICR = 0x830;
  private static final int SELF_IPI = 0x83f;
  private static final int SVR = 0x80f;

  private static Guest withWideIds() {
    return Guest.with(
        vm -> {
          vm.createIrqchip().orThrow();
          vm.enableCap(
                  Capability.KVM_CAP_X2APIC_API,
                  Interrupts.KVM_X2APIC_API_USE_32BIT_IDS
                      | Interrupts.KVM_X2APIC_API_DISABLE_BROADCAST_QUIRK)
              .orThrow();
        },
        "f4");
  }

  /** The value of IA32_APIC_BASE, and whether a vCPU in xAPIC mode may be given it. */
  @ParameterizedTest
  @CsvSource({
    "0xfee00900, true",
    "0xfee00100, true",
    "0xfee00d00, true",
    "0xfee00500, false",
    "0xfee00a00, false",
    "0x1fee00900, true",
    "0x100fee00900, false"
  })
  void modesAndAddresses(String base, boolean taken) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Lapic.useX2apic(guest.vcpu);
      assertThat(Lapic.write(guest.vcpu, APIC_BASE, 0xfee00900L)).isTrue();
      assertThat(Lapic.write(guest.vcpu, APIC_BASE, Long.decode(base))).isEqualTo(taken);
    }
  }

  @Test
  void withoutCpuidThereIsNoSuchMode() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(Lapic.write(guest.vcpu, APIC_BASE, 0xfee00d00L)).isFalse();
      assertThat(Lapic.read(guest.vcpu, 0x802)).isEqualTo(-1);
    }
  }

  /** mov ecx, 0x1b; rdmsr; and ah, 0xfb; wrmsr: out of x2APIC mode, which only a client may. */
  @Test
  void aGuestCannotGoBackToTheOtherMode() {
    try (Guest guest = Guest.withIrqchip("66 b9 1b 00 00 00 0f 32 80 e4 fb 0f 30 e6 55")) {
      Lapic.useX2apic(guest.vcpu);
      guest.ram.write(13 * 4, new byte[] {0, 0x50, 0, 0});
      guest.ram.write(0x5000, new byte[] {(byte) 0xe6, 0x66});
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x66);
    }
  }

  @Test
  void idsFollowFromTheVcpu() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Vcpu other = guest.vm.createVcpu(0x23).value();
      Lapic.useX2apic(other);
      assertThat(Lapic.read(other, 0x802)).isEqualTo(0x23);
      assertThat(Lapic.read(other, 0x80d)).isEqualTo(0x2_0008);
      assertThat(Lapic.write(other, 0x80d, 1)).isFalse();
      assertThat(Lapic.get(other, Lapic.ID)).isEqualTo(0x23 << 24);
      Lapic.set(other, Lapic.ID, 0x7700_0000);
      assertThat(Lapic.read(other, 0x802)).isEqualTo(0x23);
    }
  }

  @Test
  void aClientThatKnowsWideIdsMustHaveThemRight() {
    try (Guest guest = withWideIds()) {
      Lapic.useX2apic(guest.vcpu);
      StructValue page = guest.vcpu.getLapic().value();
      assertThat(Lapic.get(guest.vcpu, Lapic.ID)).isZero();
      byte[] bytes = page.bytes();
      bytes[Lapic.ID] = 1;
      assertThat(guest.vcpu.setLapic(StructValue.of(Interrupts.LAPIC_STATE, bytes)).errno())
          .isEqualTo(Errno.EINVAL);
      assertThat(guest.vcpu.setLapic(page).errno()).isEqualTo(Errno.NONE);
    }
  }

  /** What is reserved, what is written only, and what is narrower than the MSR. */
  @ParameterizedTest
  @CsvSource({
    "0x808, 0x20, true",
    "0x808, 0x100000000, false",
    "0x80b, 0, true",
    "0x828, 0, true",
    "0x828, 1, false",
    "0x830, 0x4040, true",
    "0x830, 0x2040, false",
    "0x80e, 0, false",
    "0x831, 0, false",
    "0x83f, 0x40, true",
    "0x83f, 0x140, false",
    "0x840, 0, false"
  })
  void writesAreChecked(String msr, String value, boolean taken) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Lapic.useX2apic(guest.vcpu);
      Lapic.enable(guest.vcpu);
      assertThat(Lapic.write(guest.vcpu, Integer.decode(msr), Long.decode(value))).isEqualTo(taken);
    }
  }

  @ParameterizedTest
  @CsvSource({"0x80b", "0x80e", "0x809", "0x831", "0x83f", "0x840"})
  void whatCannotBeRead(String msr) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Lapic.useX2apic(guest.vcpu);
      assertThat(Lapic.read(guest.vcpu, Integer.decode(msr))).isEqualTo(-1);
    }
  }

  @Test
  void icrIsOneRegister() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Vcpu other = guest.vm.createVcpu(0x103).value();
      Lapic.useX2apic(guest.vcpu);
      Lapic.useX2apic(other);
      Lapic.enable(other);
      assertThat(Lapic.write(guest.vcpu, ICR, 0x103_0000_4041L)).isTrue();
      assertThat(Lapic.requested(other)).containsExactly(0x41);
      assertThat(Lapic.read(guest.vcpu, ICR)).isEqualTo(0x103_0000_4041L);
      assertThat(Lapic.get(guest.vcpu, 0x310)).isEqualTo(0x103);
    }
  }

  @Test
  void anInterruptToItselfNeedsNoAddress() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Lapic.useX2apic(guest.vcpu);
      assertThat(Lapic.write(guest.vcpu, SVR, 0x1ff)).isTrue();
      assertThat(Lapic.write(guest.vcpu, SELF_IPI, 0x77)).isTrue();
      assertThat(Lapic.requested(guest.vcpu)).containsExactly(0x77);
    }
  }

  @Test
  void onlyFlagsThatExistAreTaken() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(guest.cap(Capability.KVM_CAP_X2APIC_API)).isEqualTo(3);
      assertThat(guest.vm.enableCap(Capability.KVM_CAP_X2APIC_API, 4).errno())
          .isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void theUpperHalfOfAMessageHasTheRestOfAWideId() {
    try (Guest guest = withWideIds()) {
      Vcpu other = guest.vm.createVcpu(0x103).value();
      Lapic.useX2apic(other);
      Lapic.enable(other);
      long address = 0x100L << 32 | 0xfee0_3000L;
      assertThat(guest.vm.signalMsi(address, 0x45).result().value()).isOne();
      assertThat(Lapic.requested(other)).containsExactly(0x45);
      assertThat(guest.vm.signalMsi(address | 1L << 32, 0x45).errno()).isEqualTo(Errno.EINVAL);
    }
  }

  /** mov eax, [es:0x20]; out 0x55, al: a read of the ID in the register page. */
  @ParameterizedTest
  @CsvSource({"0xfee00900, 0x01000000", "0xfee00d00, 0xffffffff", "0xfee00100, 0xffffffff"})
  void thePageIsAHoleInEveryOtherMode(String base, String read) {
    try (Guest guest = Guest.withIrqchip("26 66 a1 20 00 e6 55")) {
      Lapic.useX2apic(guest.vcpu);
      assertThat(Lapic.write(guest.vcpu, APIC_BASE, 0xfee00900L)).isTrue();
      Lapic.set(guest.vcpu, Lapic.ID, 0x0100_0000);
      assertThat(Lapic.write(guest.vcpu, APIC_BASE, Long.decode(base))).isTrue();
      var sregs = guest.vcpu.getSregs().value();
      guest
          .vcpu
          .setSregs(sregs.withSegment("es", sregs.segment("es").withBase(0xfee0_0000L)))
          .orThrow();
      guest.vcpu.run();
      assertThat(guest.reg("rax") & 0xffff_ffffL).isEqualTo(Long.decode(read));
    }
  }
}
