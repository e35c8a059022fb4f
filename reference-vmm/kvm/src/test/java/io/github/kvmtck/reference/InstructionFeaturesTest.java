package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which instructions a guest has: those that its CPUID reports. */
class InstructionFeaturesTest {
  private static final String POPCNT_HLT = "f3 0f b8 c1 f4";
  private static final String MWAIT_HLT = "0f 01 c9 f4";
  private static final String TZCNT_HLT = "f3 0f bc c1 f4";

  /** Vector 6 of the interrupt table, and a HLT for it. */
  private static final long INVALID_OPCODE = 6 * 4;

  private static final int HANDLER = 0x2000;

  private static Guest guest(String code) {
    Guest guest = Guest.running(code).with("rax", 0x77).with("rcx", 0);
    guest.ram.write(INVALID_OPCODE, new byte[] {0, HANDLER >> 8, 0, 0});
    guest.ram.write(HANDLER, new byte[] {(byte) 0xf4});
    return guest;
  }

  @Test
  void withoutATableThereIsAllThatIsSupported() {
    try (Guest guest = guest(POPCNT_HLT)) {
      guest.vcpu.run();
      assertThat(guest.reg("rip")).isEqualTo(Guest.CODE + 5);
      assertThat(guest.reg("rax")).isZero();
    }
  }

  @Test
  void whatATableDoesNotReportIsUndefined() {
    try (Guest guest = guest(POPCNT_HLT)) {
      guest.vcpu.setCpuid2(List.of()).orThrow();
      guest.vcpu.run();
      assertThat(guest.reg("rip")).isEqualTo(HANDLER + 1);
      assertThat(guest.reg("rax")).isEqualTo(0x77);
    }
  }

  @Test
  void whatATableReportsIsThere() {
    try (Guest guest = guest(POPCNT_HLT)) {
      guest.vcpu.setCpuid2(guest.kvm.getSupportedCpuid().value()).orThrow();
      guest.vcpu.run();
      assertThat(guest.reg("rax")).isZero();
    }
  }

  /** TZCNT of zero is the operand size; BSF of zero leaves the destination. */
  @Test
  void whatWasAnotherInstructionBeforeIsThatOne() {
    try (Guest guest = guest(TZCNT_HLT)) {
      guest.vcpu.run();
      assertThat(guest.reg("rax")).isEqualTo(16);
    }
    try (Guest guest = guest(TZCNT_HLT)) {
      guest.vcpu.setCpuid2(List.of()).orThrow();
      guest.vcpu.run();
      assertThat(guest.reg("rax")).isEqualTo(0x77);
    }
  }

  private static boolean waits(Guest guest) {
    guest.vcpu.run();
    return guest.reg("rip") == Guest.CODE + 4;
  }

  /** KVM_X86_QUIRK_MWAIT_NEVER_UD_FAULTS, KVM_X86_DISABLE_EXITS_MWAIT. */
  @Test
  void mwaitIsNothingUnlessItMayNotBeThere() {
    long quirk = SystemApi.KVM_X86_QUIRK_MWAIT_NEVER_UD_FAULTS;
    try (Guest guest = guest(MWAIT_HLT)) {
      assertThat(waits(guest)).as("CPUID does not tell of it").isTrue();
    }
    try (Guest guest = guest(MWAIT_HLT)) {
      guest.vm.enableCap(Capability.KVM_CAP_DISABLE_QUIRKS2, quirk).orThrow();
      assertThat(waits(guest)).as("nor does KVM without its quirk").isFalse();
    }
    try (Guest guest = guest(MWAIT_HLT)) {
      guest.vm.enableCap(Capability.KVM_CAP_DISABLE_QUIRKS2, quirk).orThrow();
      guest.vcpu.setCpuid2(List.of(new CpuidEntry(1, 0, 0, 0, 0, 1 << 3, 0))).orThrow();
      assertThat(waits(guest)).as("CPUID tells of it").isTrue();
    }
  }

  @Test
  void randomNumbersAreForGuestsThatAreToldOfThem() {
    try (Guest guest = guest("0f c7 f0 f4")) {
      guest.vcpu.run();
      assertThat(guest.reg("rip")).isEqualTo(HANDLER + 1);
    }
    try (Guest guest = guest("0f c7 f0 f4")) {
      guest.vcpu.setCpuid2(List.of(new CpuidEntry(1, 0, 0, 0, 0, 1 << 30, 0))).orThrow();
      guest.vcpu.run();
      assertThat(guest.reg("rip")).isEqualTo(Guest.CODE + 4);
      assertThat(guest.reg("rflags") & 0x8d5).as("CF alone").isEqualTo(1);
      assertThat(guest.reg("rax")).isNotEqualTo(0x77);
    }
  }
}
