package io.github.kvmtck.reference;

import static io.github.kvmtck.reference.Guest.eintr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.VcpuEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where hosts legitimately differ, and where they must not (rules COMP-08 to COMP-25). */
class HostFlavourTest {
  private static final String FAST = "mainline+fast-port-io";
  private static final String EMULATED = "mainline+emulator-path";
  private static final int IO = ExitReason.KVM_EXIT_IO.number();
  private static final int MMIO = ExitReason.KVM_EXIT_MMIO.number();
  private static final int HLT = ExitReason.KVM_EXIT_HLT.number();

  @Test
  void ripAtAnOutIsOnItOrBehindIt() {
    try (Guest fast = Guest.running(FAST, "e6 10 f4");
        Guest emulated = Guest.running(EMULATED, "e6 10 f4")) {
      fast.vcpu.run();
      emulated.vcpu.run();
      assertThat(fast.reg("rip")).isEqualTo(0x1000);
      assertThat(emulated.reg("rip")).isEqualTo(0x1002);
      assertThat(fast.imm()).isEqualTo(eintr());
      assertThat(emulated.imm()).isEqualTo(eintr());
      assertThat(fast.reg("rip")).isEqualTo(0x1002);
      assertThat(emulated.reg("rip")).isEqualTo(0x1002);
    }
  }

  @Test
  void outToPort7eIsSkippedBeforeTheExitUnlessTheQuirkIsOff() {
    try (Guest quirk = Guest.running(FAST, "e6 7e 90 f4");
        Guest without = Guest.running(FAST, "e6 7e 90 f4")) {
      quirk.vcpu.run();
      assertThat(quirk.reg("rip")).isEqualTo(0x1002);
      assertThat(quirk.imm()).isEqualTo(eintr());
      assertThat(quirk.reg("rip")).isEqualTo(0x1002);
      without.vm.enableCap(Capability.KVM_CAP_DISABLE_QUIRKS, 1 << 3).orThrow();
      without.vcpu.run();
      assertThat(without.reg("rip")).isEqualTo(0x1000);
      assertThat(without.imm()).isEqualTo(eintr());
      assertThat(without.reg("rip")).isEqualTo(0x1002);
    }
  }

  @Test
  void registersSetBeforeCompletion() {
    try (Guest fast = Guest.running(FAST, "e4 10 90 f4");
        Guest emulated = Guest.running(EMULATED, "e4 10 90 f4")) {
      for (Guest guest : new Guest[] {fast, emulated}) {
        guest.vcpu.run();
        guest.run.ioData((byte) 0x77);
        guest.with("rip", 0x1003);
        assertThat(guest.imm()).isEqualTo(eintr());
        assertThat(guest.reg("rax")).isZero();
      }
      assertThat(fast.reg("rip")).isEqualTo(0x1003);
      assertThat(emulated.reg("rip")).isEqualTo(0x1002);
    }
    try (Guest fast = Guest.running(FAST, "e4 10 90 f4");
        Guest emulated = Guest.running(EMULATED, "e4 10 90 f4")) {
      for (Guest guest : new Guest[] {fast, emulated}) {
        guest.vcpu.run();
        guest.run.ioData((byte) 0x77);
        guest.with("rax", 0x1100);
        assertThat(guest.imm()).isEqualTo(eintr());
        assertThat(guest.reg("rip")).isEqualTo(0x1002);
      }
      assertThat(fast.reg("rax")).isEqualTo(0x1177);
      assertThat(emulated.reg("rax")).isEqualTo(0x1100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FAST, EMULATED})
  void stringInputStopsAtThePage(String flavour) {
    try (Guest guest =
        Guest.running(flavour, "f3 6c 90 f4")
            .with("rcx", 5)
            .with("rdx", 0x10)
            .with("rdi", 0x3ffe)) {
      guest.vcpu.run();
      assertThat(guest.run.get("io.count")).isEqualTo(2);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rcx")).isEqualTo(3);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.get("io.count")).isEqualTo(3);
    }
    try (Guest guest = Guest.running(flavour, "f3 6d f4").with("rcx", 3000).with("rdi", 0x3000)) {
      guest.vcpu.run();
      assertThat(guest.run.get("io.count")).isEqualTo(512);
    }
    try (Guest guest = Guest.running(flavour, "fd f3 6c f4").with("rcx", 5).with("rdi", 0x3002)) {
      guest.vcpu.run();
      assertThat(guest.run.get("io.count")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FAST, EMULATED})
  void stringOutputGivesEachUnitOnce(String flavour) {
    try (Guest guest =
        Guest.running(flavour, "f3 2e 6e f4").with("rcx", 3).with("rdx", 7).with("rsi", 0x3000)) {
      guest.ram.write(0x3000, (byte) 'a', (byte) 'b', (byte) 'c');
      StringBuilder written = new StringBuilder();
      while (guest.vcpu.run().equals(Result.ZERO) && guest.run.exitReason() == IO) {
        written.append((char) guest.run.ioData()[0]);
        assertThat(guest.run.get("io.count")).isEqualTo(1);
        assertThat(guest.reg("rip")).isEqualTo(0x1000);
        assertThat(guest.reg("rcx")).isEqualTo(3 - written.length());
        assertThat(guest.imm()).isEqualTo(eintr());
      }
      assertThat(written).hasToString("abc");
      assertThat(guest.run.exitReason()).isEqualTo(HLT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FAST, EMULATED})
  void sixteenBytesArriveInPiecesOfEight(String flavour) {
    try (Guest guest = Guest.running(flavour, "f3 0f 6f 06 fc 0f 90 f4")) {
      long[][] expected = {{0x20ffc, 4}, {0x21000, 8}, {0x21008, 4}};
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      for (int i = 0; i < expected.length; i++) {
        assertThat(guest.run.exitReason()).isEqualTo(MMIO);
        assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(expected[i][0]);
        assertThat(guest.run.get("mmio.len")).isEqualTo(expected[i][1]);
        guest.run.mmioData(new byte[] {(byte) i, 1, 2, 3, 4, 5, 6, 7});
        assertThat(guest.imm()).isEqualTo(i == expected.length - 1 ? eintr() : Result.ZERO);
      }
      assertThat(guest.reg("rip")).isEqualTo(0x1006);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FAST, EMULATED})
  void aSingleStepIsReportedByTheCompletion(String flavour) {
    try (Guest guest = Guest.running(flavour, "e4 10 90 f4")) {
      guest.vcpu.run();
      guest.run.ioData((byte) 0x77);
      guest
          .vcpu
          .setGuestDebug(VcpuEvents.KVM_GUESTDBG_ENABLE | VcpuEvents.KVM_GUESTDBG_SINGLESTEP)
          .orThrow();
      assertThat(guest.imm()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_DEBUG.number());
      assertThat(guest.run.get("debug.arch.pc")).isEqualTo(0x1002);
      assertThat(guest.run.get("debug.arch.exception")).isEqualTo(1);
      assertThat(guest.run.get("debug.arch.dr6")).isEqualTo(0xffff4ff0L);
      assertThat(guest.reg("rax")).isEqualTo(0x77);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FAST, EMULATED})
  void anMsrReadIsAnsweredOrRefusedByTheClient(String flavour) {
    String read = "66 b9 78 56 34 12 0f 32 f4";
    try (Guest guest = Guest.running(flavour, read)) {
      guest.vm.enableCap(Capability.KVM_CAP_X86_USER_SPACE_MSR, 7).orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_X86_RDMSR.number());
      assertThat(guest.run.get("msr.index")).isEqualTo(0x12345678);
      assertThat(guest.run.get("msr.reason")).isEqualTo(2);
      guest.run.set("msr.data", 0x1111222233334444L);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rax")).isEqualTo(0x33334444);
      assertThat(guest.reg("rdx")).isEqualTo(0x11112222);
      assertThat(guest.reg("rip")).isEqualTo(0x1008);
    }
    try (Guest guest = Guest.running(flavour, read)) {
      guest.vm.enableCap(Capability.KVM_CAP_X86_USER_SPACE_MSR, 7).orThrow();
      guest.vcpu.run();
      guest.run.set("msr.error", 1);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rip")).isEqualTo(0x1006);
      var events = guest.vcpu.getVcpuEvents().value();
      assertThat(events.get("exception.injected")).isEqualTo(1);
      assertThat(events.get("exception.nr")).isEqualTo(13);
      assertThat(events.get("exception.has_error_code")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FAST, EMULATED})
  void aHypercallForTheClientPutsItsAnswerIntoRax(String flavour) {
    try (Guest guest =
        Guest.running(flavour, "0f 01 c1 f4").with("rax", 12).with("rbx", 0x4000).with("rcx", 3)) {
      assertThat(guest.cap(Capability.KVM_CAP_EXIT_HYPERCALL)).isEqualTo(0x1000);
      guest.vm.enableCap(Capability.KVM_CAP_EXIT_HYPERCALL, 0x1000).orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HYPERCALL.number());
      assertThat(guest.run.get("hypercall.nr")).isEqualTo(12);
      assertThat(guest.run.get("hypercall.args[0]")).isEqualTo(0x4000);
      assertThat(guest.run.get("hypercall.args[1]")).isEqualTo(3);
      assertThat(guest.reg("rip")).isEqualTo(0x1000);
      guest.run.set("hypercall.ret", 0x1_0000_0005L);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rax")).isEqualTo(5);
      assertThat(guest.reg("rip")).isEqualTo(0x1003);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FAST, EMULATED})
  void aWriteToAReadOnlySlotIsAnMmioExit(String flavour) {
    try (Guest guest = Guest.running(flavour, "2e fe 06 00 30 f4")) {
      var readOnly = io.github.kvmtck.api.client.MemoryRegion.of(0, 0, guest.ram);
      guest.vm.setUserMemoryRegion(readOnly.deleted()).orThrow();
      guest.vm.setUserMemoryRegion(readOnly.withFlags(2)).orThrow();
      guest.ram.write(0x3000, (byte) 0x41);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(MMIO);
      assertThat(guest.run.get("mmio.is_write")).isEqualTo(1);
      assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x3000);
      assertThat(guest.run.mmioData()[0]).isEqualTo((byte) 0x42);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.ram.read(0x3000, 1)[0]).isEqualTo((byte) 0x41);
    }
  }

  @Test
  void aFetchFromAHoleQueuesUdOnHardwareOnly() {
    String jump = "ea 00 00 00 40";
    try (Guest fast = Guest.running(FAST, jump);
        Guest emulated = Guest.running(EMULATED, jump)) {
      for (Guest guest : new Guest[] {fast, emulated}) {
        assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
        assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_INTERNAL_ERROR.number());
        assertThat(guest.run.get("internal.suberror")).isEqualTo(1);
        assertThat(guest.run.get("internal.ndata")).isEqualTo(6);
        assertThat(guest.run.get("emulation_failure.flags")).isZero();
      }
      assertThat(fast.vcpu.getVcpuEvents().value().get("exception.nr")).isEqualTo(6);
      assertThat(emulated.vcpu.getVcpuEvents().value().get("exception.injected")).isZero();
    }
  }
}
