package io.github.kvmtck.reference;

import static io.github.kvmtck.reference.Guest.eintr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel.Task;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules IMM-01 to IMM-08, SIG-01 to SIG-04 and THR-03. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImmediateExitTest {
  private static final int INTR = ExitReason.KVM_EXIT_INTR.number();

  @Test
  void anyValueCountsAndIsKeptAndExitReasonIsUntouched() {
    try (Guest guest = Guest.running(Guest.SPIN)) {
      guest.run.immediateExit(0x80);
      guest.run.exitReason(0x77);
      assertThat(guest.vcpu.run()).isEqualTo(eintr());
      assertThat(guest.run.immediateExit()).isEqualTo(0x80);
      assertThat(guest.run.exitReason()).isEqualTo(0x77);
    }
  }

  @Test
  void aFlagSetWhileTheGuestRunsDoesNotStopIt() throws Exception {
    try (Guest guest = Guest.running(Guest.SPIN)) {
      Future<Result> running = guest.client.task().begin(guest.vcpu::run);
      guest.awaitSpinning();
      guest.run.immediateExit(1);
      guest.client.task().signal(Guest.SIGUSR1);
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
      assertThat(guest.run.exitReason()).isEqualTo(INTR);
    }
  }

  @Test
  void immediateExitBeatsASignal() {
    try (Guest guest = Guest.running(Guest.SPIN)) {
      guest.pendSignal();
      guest.run.exitReason(0x55);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.run.exitReason()).isEqualTo(0x55);
      assertThat(guest.signalPending()).isTrue();
      assertThat(guest.vcpu.run()).isEqualTo(eintr());
      assertThat(guest.run.exitReason()).isEqualTo(INTR);
      assertThat(guest.signalPending()).isTrue();
      assertThat(guest.client.call(new Syscall.Sigtimedwait(1L << 9, 0)).value()).isEqualTo(10);
      assertThat(guest.signalPending()).isFalse();
    }
  }

  @Test
  void aSignalBlockedInTheTaskAndNotLetThroughDoesNotInterrupt() {
    try (Guest guest = Guest.running("f4")) {
      guest.pendSignal();
      guest.vcpu.clearSignalMask().orThrow();
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
    }
  }

  @Test
  void haltWithALocalApicBlocksAndASignalEndsItWithoutAChange() throws Exception {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Future<Result> running = guest.client.task().begin(guest.vcpu::run);
      await(guest.client.task(), Task.State.BLOCKED);
      guest.client.task().signal(Guest.SIGUSR1);
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
      assertThat(guest.vcpu.getMpState().value()).isEqualTo(MpState.KVM_MP_STATE_HALTED.number());
      assertThat(guest.reg("rip")).isEqualTo(0x1001);
      guest.vcpu.nmi().orThrow();
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.vcpu.getVcpuEvents().value().get("nmi.pending")).isEqualTo(1);
      assertThat(guest.vcpu.getMpState().value()).isEqualTo(MpState.KVM_MP_STATE_HALTED.number());
    }
  }

  @Test
  void anNmiWakesAHaltedVcpuAndIsDelivered() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      guest.ram.write(2 * 4, (byte) 0, (byte) 0x50, (byte) 0, (byte) 0);
      guest.ram.write(0x5000, (byte) 0xe6, (byte) 0x55, (byte) 0xf4);
      guest.vcpu.setMpState(MpState.KVM_MP_STATE_HALTED).orThrow();
      guest.vcpu.nmi().orThrow();
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_IO.number());
      assertThat(guest.run.get("io.port")).isEqualTo(0x55);
    }
  }

  @Test
  void anInterruptOfTheClientIsDeliveredAndNotConsumedByImmediateExit() {
    try (Guest guest = Guest.running("f4").with("rflags", 0x202)) {
      guest.ram.write(0x40 * 4, (byte) 0, (byte) 0x50, (byte) 0, (byte) 0);
      guest.ram.write(0x5000, (byte) 0xe6, (byte) 0x55, (byte) 0xf4);
      guest.vcpu.interrupt(0x40).orThrow();
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.vcpu.getVcpuEvents().value().get("interrupt.injected")).isEqualTo(1);
      assertThat(guest.vcpu.getVcpuEvents().value().get("interrupt.nr")).isEqualTo(0x40);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.get("io.port")).isEqualTo(0x55);
    }
  }

  @Test
  void aSecondIoctlWaitsForTheVcpu() throws Exception {
    try (Guest guest = Guest.running(Guest.SPIN)) {
      Task other = guest.process.task("other");
      Future<Result> running = guest.client.task().begin(guest.vcpu::run);
      guest.awaitSpinning();
      var registers = other.begin(() -> guest.vcpu.by(other).getRegs().value());
      await(other, Task.State.BLOCKED);
      assertThat(registers.isDone()).isFalse();
      guest.client.task().signal(Guest.SIGUSR1);
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
      assertThat(registers.get(5, TimeUnit.SECONDS).rip()).isBetween(0x1000L, 0x1005L);
    }
  }

  @Test
  void anUninitializedVcpuLeavesAtOnceAndEarly() throws Exception {
    try (Guest guest = Guest.withIrqchip("e4 10 f4")) {
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      guest.run.ioData((byte) 0x77);
      guest.vcpu.setMpState(MpState.KVM_MP_STATE_UNINITIALIZED).orThrow();
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rip")).isEqualTo(0x1000);
      guest.vcpu.setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rip")).isEqualTo(0x1002);
      guest.vcpu.setMpState(MpState.KVM_MP_STATE_UNINITIALIZED).orThrow();
      Future<Result> running = guest.client.task().begin(guest.vcpu::run);
      await(guest.client.task(), Task.State.BLOCKED);
      guest.client.task().signal(Guest.SIGUSR1);
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
      assertThat(guest.run.exitReason()).isEqualTo(INTR);
    }
  }

  private static void await(Task task, Task.State state) {
    while (task.state() != state) {
      Thread.onSpinWait();
    }
  }
}
