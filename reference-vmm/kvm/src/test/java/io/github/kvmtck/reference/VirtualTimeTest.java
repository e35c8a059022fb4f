package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A halted vCPU waits for its timer in virtual time: nobody sleeps for it. */
class VirtualTimeTest {
  private static final int COUNT = 0x4000_0000;
  private static final int SIGUSR1 = 10;

  /** A second vCPU that is HALTED, with a one-shot timer of about a second. */
  private static Vcpu halted(Guest guest) {
    guest.ram.write(0x40 * 4L, new byte[] {0, 0x50, 0, 0});
    guest.ram.write(0x5000, HexFormat.of().parseHex("e655"));
    Vcpu vcpu = guest.vm.createVcpu(1).value();
    vcpu.setSregs(
            vcpu.getSregs()
                .value()
                .withSegment("cs", Segment.realMode(0))
                .withSegment("ss", Segment.realMode(0)))
        .orThrow();
    vcpu.setRegs(Regs.zero().withRip(0x2000).with("rsp", 0x8000).with("rflags", 0x202)).orThrow();
    byte[] page = vcpu.getLapic().value().bytes();
    ByteBuffer.wrap(page)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0xf0, 0x1ff)
        .putInt(0x320, 0x40)
        .putInt(0x380, COUNT)
        .putInt(0x390, COUNT)
        .putInt(0x3e0, 0xb);
    vcpu.setLapic(StructValue.of(Interrupts.LAPIC_STATE, page)).orThrow();
    vcpu.setMpState(MpState.KVM_MP_STATE_HALTED).orThrow();
    return vcpu;
  }

  private static long clock(Guest guest) {
    return guest.vm.get(Timers.KVM_GET_CLOCK, Timers.CLOCK_DATA).value().get("clock");
  }

  @Test
  void timeJumpsWhereNothingRuns() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      Vcpu halted = halted(guest);
      long before = clock(guest);
      assertThat(halted.run()).isEqualTo(Result.ZERO);
      assertThat(halted.kvmRun().io().port()).isEqualTo(0x55);
      assertThat(clock(guest) - before).isGreaterThanOrEqualTo(COUNT);
    }
  }

  @Test
  void timeStandsWhileNobodyIsInKvmRun() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(halted(guest).id()).isOne();
      long before = clock(guest);
      assertThat(clock(guest)).isEqualTo(before);
    }
  }

  @Test
  void aVcpuThatRunsHoldsTimeUntilItLeaves() throws Exception {
    try (Guest guest = Guest.withIrqchip(Guest.SPIN);
        Kernel.Task other = guest.process.task("vcpu1")) {
      Vcpu halted = halted(guest).by(other);
      Future<Result> spins = guest.client.task().begin(() -> guest.vcpu.run());
      guest.awaitSpinning();
      Future<Result> waits = other.begin(() -> halted.run());
      guest.client.task().signal(SIGUSR1);
      assertThat(spins.get(10, TimeUnit.SECONDS)).isEqualTo(Guest.eintr());
      assertThat(waits.get(10, TimeUnit.SECONDS)).isEqualTo(Result.ZERO);
      assertThat(halted.kvmRun().io().port()).isEqualTo(0x55);
    }
  }
}
