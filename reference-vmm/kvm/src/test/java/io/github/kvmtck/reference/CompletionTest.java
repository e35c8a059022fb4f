package io.github.kvmtck.reference;

import static io.github.kvmtck.reference.Guest.eintr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The recipes of rules COMP-01 to COMP-22 on the default host flavour. */
class CompletionTest {
  private static final int IO = ExitReason.KVM_EXIT_IO.number();
  private static final int MMIO = ExitReason.KVM_EXIT_MMIO.number();
  private static final int HLT = ExitReason.KVM_EXIT_HLT.number();
  private static final int INTR = ExitReason.KVM_EXIT_INTR.number();

  @Test
  void portInputIsTakenOnReentryAndNotBefore() {
    try (Guest guest = Guest.running("e4 10 90 90 f4").with("rax", 0x1122334455667788L)) {
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(IO);
      assertThat(guest.run.get("io.port")).isEqualTo(0x10);
      guest.run.ioData((byte) 0xab);
      assertThat(guest.reg("rip")).isEqualTo(0x1000);
      assertThat(guest.reg("rax")).isEqualTo(0x1122334455667788L);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rip")).isEqualTo(0x1002);
      assertThat(guest.reg("rax")).isEqualTo(0x11223344556677abL);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(HLT);
      assertThat(guest.reg("rip")).isEqualTo(0x1005);
    }
  }

  @Test
  void completionComesBeforeSignals() {
    try (Guest guest = Guest.running("e4 10 40 f4").with("rax", 0x55)) {
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      guest.run.ioData((byte) 0xab);
      guest.pendSignal();
      assertThat(guest.vcpu.run()).isEqualTo(eintr());
      assertThat(guest.run.exitReason()).isEqualTo(INTR);
      assertThat(guest.reg("rip")).isEqualTo(0x1002);
      assertThat(guest.reg("rax")).isEqualTo(0xab);
      assertThat(guest.signalPending()).isTrue();
    }
  }

  @Test
  void pageSplitReadNeedsTwoCompletions() {
    try (Guest guest = Guest.running("a1 ff 0f 90 f4")) {
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(MMIO);
      assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x20fff);
      assertThat(guest.run.get("mmio.len")).isEqualTo(1);
      guest.run.mmioData((byte) 0x34);
      assertThat(guest.imm()).isEqualTo(Result.ZERO);
      assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x21000);
      guest.run.mmioData((byte) 0x12);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rax")).isEqualTo(0x1234);
      assertThat(guest.reg("rip")).isEqualTo(0x1003);
    }
  }

  @Test
  void readModifyWriteReadsThenWrites() {
    try (Guest guest = Guest.running("80 06 00 00 01 90 f4")) {
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.get("mmio.is_write")).isZero();
      guest.run.mmioData((byte) 0x41);
      assertThat(guest.imm()).isEqualTo(Result.ZERO);
      assertThat(guest.run.get("mmio.is_write")).isEqualTo(1);
      assertThat(guest.run.mmioData()[0]).isEqualTo((byte) 0x42);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rip")).isEqualTo(0x1005);
    }
  }

  @Test
  void stringInputCompletesTheBatchAndLeavesRip() {
    try (Guest guest =
        Guest.running("f3 6c 90 f4").with("rcx", 5).with("rdx", 0x10).with("rdi", 0x3000)) {
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.get("io.count")).isEqualTo(5);
      assertThat(guest.reg("rcx")).isEqualTo(5);
      guest.run.ioData("hello".getBytes(StandardCharsets.US_ASCII));
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(new String(guest.ram.read(0x3000, 5), StandardCharsets.US_ASCII))
          .isEqualTo("hello");
      assertThat(guest.reg("rcx")).isZero();
      assertThat(guest.reg("rdi")).isEqualTo(0x3005);
      assertThat(guest.reg("rip")).isEqualTo(0x1000);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(HLT);
      assertThat(guest.reg("rip")).isEqualTo(0x1004);
    }
  }

  @Test
  void completionTrustsNothingThatTheClientWrote() {
    try (Guest guest = Guest.running("e4 10 90 f4").with("rax", 0x1111)) {
      guest.vcpu.run();
      guest.run.ioData((byte) 0x22, (byte) 0x33, (byte) 0x44, (byte) 0x55);
      guest.run.set("io.size", 4);
      guest.run.set("io.count", 9);
      guest.run.exitReason(99);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rax")).isEqualTo(0x1122);
    }
  }

  @Test
  void badRegisterSetKeepsThePendingOperation() {
    try (Guest guest = Guest.running("e4 10 90 f4")) {
      guest.vcpu.run();
      guest.run.ioData((byte) 0x77);
      guest.run.set("kvm_valid_regs", 1L << 40);
      assertThat(guest.imm().errno().name()).isEqualTo("EINVAL");
      assertThat(guest.reg("rip")).isEqualTo(0x1000);
      guest.run.set("kvm_valid_regs", 0);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rip")).isEqualTo(0x1002);
      assertThat(guest.reg("rax")).isEqualTo(0x77);
    }
  }

  @Test
  void splitWriteArrivesInTwoPieces() {
    try (Guest guest = Guest.running("66 a3 fe 0f 90 f4").with("rax", 0x44332211)) {
      guest.vcpu.run();
      assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x20ffe);
      assertThat(guest.run.mmioData()).startsWith(0x11, 0x22);
      assertThat(guest.imm()).isEqualTo(Result.ZERO);
      assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x21000);
      assertThat(guest.run.mmioData()).startsWith(0x33, 0x44);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rip")).isEqualTo(0x1004);
    }
  }

  @Test
  void repeatedMoveFromADeviceAsksForEveryUnit() {
    try (Guest guest = Guest.running("f3 a4 f4").with("rcx", 3).with("rdi", 0x3000)) {
      for (int i = 0; i < 3; i++) {
        assertThat(i == 0 ? guest.vcpu.run() : guest.imm()).isEqualTo(Result.ZERO);
        assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x20000 + i);
        assertThat(guest.reg("rcx")).isEqualTo(3 - i);
        guest.run.mmioData((byte) ('a' + i));
      }
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.ram.read(0x3000, 4)).containsExactly('a', 'b', 'c', 0);
    }
  }
}
