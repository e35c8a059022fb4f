package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hyper-V as guests and clients see it, outside 64-bit mode. */
class HypervTest {
  private static final String VMCALL_HLT = "0f 01 c1 f4";
  private static final int GUEST_OS_ID = 0x4000_0000;
  private static final int HYPERCALL = 0x4000_0001;
  private static final int RESET = 0x4000_0003;
  private static final int CRASH_P0 = 0x4000_0100;
  private static final int CRASH_CTL = 0x4000_0105;
  private static final int DEBUG = ExitReason.KVM_EXIT_DEBUG.number();
  private static final long PAGE = 0x3000;
  private static final long PROTECTED = 0x11;

  /** A guest in protected mode, whose CPUID shows what KVM has of Hyper-V. */
  private static Guest guest() {
    Guest guest = Guest.withIrqchip(VMCALL_HLT);
    guest.vcpu.setCpuid2(guest.vcpu.getSupportedHvCpuid().value()).orThrow();
    guest.vcpu.setSregs(guest.vcpu.getSregs().value().with("cr0", PROTECTED)).orThrow();
    guest.vcpu.enableCap(Capability.KVM_CAP_HYPERV_SYNIC2, 0).orThrow();
    guest
        .vcpu
        .setGuestDebug(VcpuEvents.KVM_GUESTDBG_ENABLE | VcpuEvents.KVM_GUESTDBG_SINGLESTEP)
        .orThrow();
    return guest;
  }

  @Test
  void tenLeavesAreOfferedWhateverIsBehindThem() {
    try (Guest guest = Guest.running("f4")) {
      List<CpuidEntry> leaves = guest.vcpu.getSupportedHvCpuid().value();
      assertThat(leaves)
          .extracting(CpuidEntry::function)
          .containsExactly(
              0x40000000,
              0x40000001,
              0x40000002,
              0x40000003,
              0x40000004,
              0x40000005,
              0x40000080,
              0x40000081,
              0x40000082,
              0x4000000a);
      assertThat(leaves.getFirst().eax()).as("the last one").isEqualTo(0x40000082);
      assertThat(leaves.getLast().eax()).as("nested MSR bitmap").isEqualTo(0xa0000);
    }
  }

  private static long set(Guest guest, int msr, long value) {
    return guest.vcpu.setMsrs(List.of(new Msr(msr, value))).value();
  }

  /** Steps over VMCALL with an input value in EDX:EAX and the first parameter in EBX:ECX. */
  private static void call(Guest guest, long input, long first) {
    guest.with("rdx", input >>> 32).with("rax", input & 0xffff_ffffL);
    guest.with("rbx", first >>> 32).with("rcx", first & 0xffff_ffffL);
    guest.vcpu.run();
  }

  @ParameterizedTest
  @CsvSource({
    "0x0d, 0, 2",
    "0x0800000d, 0, 3",
    "0x10000005c, 0x3000, 3",
    "0x2005c, 0x3000, 3",
    "0x100000008, 0, 3",
    "0x08, 0, 0",
    "0x5d, 0x3001, 4",
    "0x5d, 0x200000, 4",
    "0x1005d, 0x1000000, 3",
    "0x18001, 0, 5",
  })
  void aHypercallThatKvmDoesItselfHasItsStatus(String input, String first, int status) {
    try (Guest guest = guest()) {
      assertThat(set(guest, GUEST_OS_ID, 1)).isEqualTo(1);
      call(guest, Long.decode(input), Long.decode(first));
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_DEBUG.number());
      assertThat(guest.reg("rip")).isEqualTo(Guest.CODE + 3);
      assertThat(guest.reg("rax")).isEqualTo(status);
      assertThat(guest.reg("rdx")).isZero();
    }
  }

  @Test
  void theConnectionOfAnEventIsReadFromMemoryBeforeUserspaceGetsIt() {
    try (Guest guest = guest()) {
      set(guest, GUEST_OS_ID, 1);
      guest.ram.write(PAGE, new byte[] {0x12, 0, 0, 0, 0, 0, 0, 0});
      call(guest, 0x5d, PAGE);
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HYPERV.number());
      assertThat(guest.run.get("hyperv.u.hcall.params[0]")).isEqualTo(0x12);
    }
  }

  @Test
  void theResultIsSplitBetweenTwoRegisters() {
    try (Guest guest = guest()) {
      set(guest, GUEST_OS_ID, 1);
      call(guest, 0x5c, PAGE);
      guest.run.set("hyperv.u.hcall.result", 0x1_0000_0002L);
      guest.imm();
      assertThat(guest.reg("rax")).isEqualTo(2);
      assertThat(guest.reg("rdx")).isEqualTo(1);
    }
  }

  @Test
  void aGuestThatHasNotSaidWhatItIsMakesHypercallsOfKvm() {
    try (Guest guest = guest()) {
      call(guest, 0x0d, 0);
      assertThat((int) guest.reg("rax")).isEqualTo(-1000);
    }
  }

  @Test
  void theHypercallPageNeedsAGuestIdAndMemory() {
    try (Guest guest = guest()) {
      assertThat(set(guest, HYPERCALL, PAGE | 1)).isEqualTo(1);
      assertThat(guest.vcpu.getMsrs(List.of(HYPERCALL)).value().getFirst().data()).isZero();
      set(guest, GUEST_OS_ID, 1);
      assertThat(set(guest, HYPERCALL, 0x200001)).isZero();
      assertThat(set(guest, HYPERCALL, PAGE | 1)).isEqualTo(1);
      assertThat(guest.ram.read(PAGE, 4)).containsExactly(0x0f, 0x01, 0xc1, 0xc3);
      set(guest, GUEST_OS_ID, 0);
      assertThat(guest.vcpu.getMsrs(List.of(HYPERCALL)).value().getFirst().data()).isEqualTo(PAGE);
    }
  }

  @Test
  void whatAGuestTellsOfItsCrashIsForUserspace() {
    try (Guest guest = guest()) {
      assertThat(set(guest, CRASH_P0 + 4, 0x1122)).isEqualTo(1);
      assertThat(get(guest, CRASH_P0 + 4)).isEqualTo(0x1122);
      assertThat(get(guest, CRASH_P0)).isZero();
      assertThat(set(guest, CRASH_CTL, -1)).isEqualTo(1);
      assertThat(get(guest, CRASH_CTL)).isEqualTo(1L << 63);
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).as("userspace has not crashed").isEqualTo(DEBUG);
    }
  }

  @Test
  void aResetByUserspaceIsToldToo() {
    try (Guest guest = guest()) {
      set(guest, RESET, 1);
      assertThat(get(guest, RESET)).isZero();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_SYSTEM_EVENT.number());
      assertThat(guest.run.get("system_event.type")).isEqualTo(RunBits.KVM_SYSTEM_EVENT_RESET);
    }
  }

  private static long get(Guest guest, int msr) {
    return guest.vcpu.getMsrs(List.of(msr)).value().getFirst().data();
  }
}
