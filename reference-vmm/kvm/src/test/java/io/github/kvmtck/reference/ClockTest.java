package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** kvmclock and the time stamp counter: what a client sets, and what the guest finds. */
class ClockTest {
  private static final int TSC = 0x10;
  private static final int HOST_KHZ = 1_000_000;
  private static final long INFO = 0x4000;

  /** Executes about half a million instructions: mov ecx, 250000; dec ecx; jnz; out 0x55, al. */
  private static final String WORK = "66b990d003006649" + "75fc" + "e655";

  private static long read(Vcpu vcpu, int msr) {
    return vcpu.getMsrs(List.of(msr)).value().getFirst().data();
  }

  private static void write(Vcpu vcpu, int msr, long value) {
    assertThat(vcpu.setMsrs(List.of(new Msr(msr, value))).value()).isOne();
  }

  private static StructValue clock(Guest guest) {
    return guest.vm.get(Timers.KVM_GET_CLOCK, Timers.CLOCK_DATA).value();
  }

  private static Errno attribute(Guest guest, Request request, long group, long attr, long addr) {
    StructValue argument =
        StructValue.of(Devices.DEVICE_ATTR)
            .with("group", group)
            .with("attr", attr)
            .with("addr", addr);
    return guest.vcpu.ioctl(request, argument).errno();
  }

  /** struct pvclock_vcpu_time_info. */
  private static ByteBuffer info(Guest guest) {
    return ByteBuffer.wrap(guest.ram.read(INFO, 32)).order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x12, 0x4b564d01})
  void theGuestFindsHowToMakeTimeOfTicks(int msr) {
    try (Guest guest = Guest.running(WORK)) {
      write(guest.vcpu, msr, INFO | 1);
      assertThat(read(guest.vcpu, 0x12)).isEqualTo(INFO | 1);
      assertThat(read(guest.vcpu, 0x4b564d01)).isEqualTo(INFO | 1);
      guest.vcpu.run();
      ByteBuffer info = info(guest);
      long ticks = read(guest.vcpu, TSC) - info.getLong(8);
      int multiplier = info.getInt(24);
      long nanos = (ticks << info.get(28)) * Integer.toUnsignedLong(multiplier) >>> 32;
      assertThat(ticks).isGreaterThan(400_000);
      assertThat(info.getInt(0)).isEqualTo(2);
      assertThat(info.get(29)).isEqualTo((byte) 1);
      assertThat(info.getLong(16) + nanos).isEqualTo(clock(guest).get("clock"));
    }
  }

  @ParameterizedTest
  @CsvSource({"2000000, 0x80000000, 0", "500000, 0x80000000, 2", "3000000, 0xaaaaaaaa, -1"})
  void anotherFrequencyNeedsAnotherMultiplier(int khz, String multiplier, int shift) {
    try (Guest guest = Guest.running("e655")) {
      guest.vcpu.ioctl(Timers.KVM_SET_TSC_KHZ, khz).orThrow();
      write(guest.vcpu, 0x12, INFO | 1);
      guest.vcpu.run();
      assertThat(Integer.toUnsignedLong(info(guest).getInt(24))).isEqualTo(Long.decode(multiplier));
      assertThat(info(guest).get(28)).isEqualTo((byte) shift);
    }
  }

  @Test
  void theGuestIsToldThatItWasStoppedUntilItTakesThatAway() {
    try (Guest guest = Guest.running("e655 e655 e655")) {
      assertThat(guest.vcpu.kvmclockCtrl().errno()).isEqualTo(Errno.EINVAL);
      write(guest.vcpu, 0x12, INFO | 1);
      guest.vcpu.kvmclockCtrl().orThrow();
      guest.vcpu.run();
      assertThat(info(guest).get(29)).isEqualTo((byte) 3);
      write(guest.vcpu, 0x12, INFO | 1);
      guest.vcpu.run();
      assertThat(info(guest).get(29)).isEqualTo((byte) 3);
      guest.ram.write(INFO + 29, (byte) 1);
      write(guest.vcpu, 0x12, INFO | 1);
      guest.vcpu.run();
      assertThat(info(guest).get(29)).isEqualTo((byte) 1);
    }
  }

  @Test
  void theHostsClocksAreToldWhenTheGuestHasRun() {
    try (Guest guest = Guest.running(WORK)) {
      assertThat(clock(guest).get("flags")).isZero();
      guest.vcpu.run();
      assertThat(clock(guest).get("flags")).isEqualTo(14);
      assertThat(clock(guest).get("host_tsc")).isEqualTo(clock(guest).get("realtime"));
    }
  }

  @Test
  void timeThatHasPassedSinceItWasSavedIsAdded() {
    try (Guest guest = Guest.running(WORK)) {
      guest.vcpu.run();
      long now = clock(guest).get("realtime");
      StructValue saved =
          StructValue.of(Timers.CLOCK_DATA).with("clock", 5000).with("realtime", now - 700);
      guest.vm.ioctl(Timers.KVM_SET_CLOCK, saved).orThrow();
      assertThat(clock(guest).get("clock")).isEqualTo(5000);
      guest.vm.ioctl(Timers.KVM_SET_CLOCK, saved.with("flags", 4)).orThrow();
      assertThat(clock(guest).get("clock")).isEqualTo(5700);
      guest
          .vm
          .ioctl(Timers.KVM_SET_CLOCK, saved.with("realtime", now + 9).with("flags", 4))
          .orThrow();
      assertThat(clock(guest).get("clock")).isEqualTo(5000);
      assertThat(guest.vm.ioctl(Timers.KVM_SET_CLOCK, saved.with("flags", 16)).errno())
          .isEqualTo(Errno.EINVAL);
    }
  }

  @ParameterizedTest
  @CsvSource({"500000", "1000000", "1000200", "4000000"})
  void theCounterRunsAtTheFrequencyThatIsAskedFor(int khz) {
    try (Guest guest = Guest.running(WORK)) {
      guest.vcpu.ioctl(Timers.KVM_SET_TSC_KHZ, khz).orThrow();
      assertThat(guest.vcpu.ioctl(Timers.KVM_GET_TSC_KHZ).value()).isEqualTo(khz);
      guest.vcpu.run();
      long nanos = clock(guest).get("clock");
      // So near to the host's frequency it is the host's.
      long effective = khz == 1_000_200 ? HOST_KHZ : khz;
      assertThat(read(guest.vcpu, TSC)).isEqualTo(nanos * effective / HOST_KHZ);
    }
  }

  @Test
  void newVcpusHaveTheFrequencyOfTheVm() {
    try (Guest guest =
        Guest.with(vm -> vm.ioctl(Timers.KVM_SET_TSC_KHZ, 2_000_000).orThrow(), "f4")) {
      assertThat(guest.vm.ioctl(Timers.KVM_GET_TSC_KHZ).value()).isEqualTo(2_000_000);
      assertThat(guest.vcpu.ioctl(Timers.KVM_GET_TSC_KHZ).value()).isEqualTo(2_000_000);
      assertThat(guest.vm.ioctl(Timers.KVM_SET_TSC_KHZ, 0).errno()).isEqualTo(Errno.EINVAL);
      assertThat(guest.vcpu.ioctl(Timers.KVM_SET_TSC_KHZ, Integer.MAX_VALUE).errno())
          .isEqualTo(Errno.EINVAL);
      guest.vcpu.ioctl(Timers.KVM_SET_TSC_KHZ, 0).orThrow();
      assertThat(guest.vcpu.ioctl(Timers.KVM_GET_TSC_KHZ).value()).isEqualTo(HOST_KHZ);
    }
  }

  /** kvm_synchronize_tsc: what is written within a second of another's counter means the same. */
  @Test
  void vcpusThatAreWrittenNearlyTheSameHaveTheSameCounter() {
    try (Guest guest = Guest.running(WORK)) {
      Vcpu other = guest.vm.createVcpu(1).value();
      write(guest.vcpu, TSC, 50_000_000_000L);
      write(other, TSC, 50_000_000_777L);
      assertThat(read(other, TSC)).isEqualTo(read(guest.vcpu, TSC));
      write(other, TSC, 80_000_000_000L);
      assertThat(read(other, TSC)).isEqualTo(80_000_000_000L);
    }
  }

  @Test
  void theOffsetOfTheCounterIsAnAttribute() {
    try (Guest guest = Guest.running("f4")) {
      long at = guest.ram.address() + 0x5000;
      guest.process.memory().u64(at, 0x123456789L);
      assertThat(attribute(guest, Devices.KVM_SET_DEVICE_ATTR, 0, 0, at)).isEqualTo(Errno.NONE);
      assertThat(read(guest.vcpu, TSC)).isEqualTo(0x123456789L);
      write(guest.vcpu, TSC, 42);
      assertThat(attribute(guest, Devices.KVM_GET_DEVICE_ATTR, 0, 0, at)).isEqualTo(Errno.NONE);
      assertThat(guest.process.memory().u64(at)).isEqualTo(42);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, NONE, EFAULT", "0, 1, ENXIO, ENXIO", "1, 0, ENXIO, ENXIO"})
  void attributesThatAVcpuHas(long group, long attr, Errno has, Errno reads) {
    try (Guest guest = Guest.running("f4")) {
      assertThat(attribute(guest, Devices.KVM_HAS_DEVICE_ATTR, group, attr, 0)).isEqualTo(has);
      assertThat(attribute(guest, Devices.KVM_GET_DEVICE_ATTR, group, attr, 1)).isEqualTo(reads);
      assertThat(attribute(guest, Devices.KVM_SET_DEVICE_ATTR, group, attr, 1)).isEqualTo(reads);
    }
  }

  /** mov ecx, 0x10; mov eax, 1000000; xor edx, edx; wrmsr; out 0x55, al. */
  @Test
  void aWriteByTheGuestIsAnAdjustment() {
    try (Guest guest = Guest.running("66b91000000066b840420f006631d20f30e655")) {
      guest.vcpu.run();
      long adjust = read(guest.vcpu, 0x3b);
      assertThat(adjust).isBetween(990_000L, 1_000_000L);
      assertThat(read(guest.vcpu, TSC)).isEqualTo(clock(guest).get("clock") + adjust);
    }
  }
}
