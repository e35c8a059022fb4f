package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The 8254 as a guest programs it, its interrupt in virtual time, and its state. */
class PitTest {
  private static final int COUNTER = 0x40;
  private static final int CONTROL = 0x43;
  private static final int SPEAKER = 0x61;
  private static final int OUT = 0x20;

  private static Guest withPit(String code) {
    Guest guest = Guest.withIrqchip(code);
    guest
        .vm
        .ioctl(
            Timers.KVM_CREATE_PIT2,
            StructValue.of(Timers.PIT_CONFIG).with("flags", Timers.KVM_PIT_SPEAKER_DUMMY))
        .orThrow();
    return guest;
  }

  private static StructValue state(Guest guest) {
    return guest.vm.get(Timers.KVM_GET_PIT2, Timers.PIT_STATE2).value();
  }

  /** Vectors from 0x20 on, only line 0 open, and a handler that leaves by port 0x66. */
  private static void listen(Guest guest) {
    Ports.out(guest, 0x20, 0x11);
    Ports.out(guest, 0x21, 0x20, 4, 1, 0xfe);
    guest.ram.write(0x20 * 4, new byte[] {0, 0x50, 0, 0});
    guest.ram.write(0x5000, HexFormat.of().parseHex("e666b020e620cf"));
  }

  /** sti; hlt; jmp to the hlt. */
  private static void sleep(Guest guest) {
    guest.ram.write(Guest.CODE, HexFormat.of().parseHex("fbf4ebfd"));
    guest.vcpu.setRegs(Regs.zero().withRip(Guest.CODE).with("rsp", 0x8000)).orThrow();
  }

  private static void awaitTick(Guest guest) {
    guest.vcpu.run();
    assertThat(guest.run.io().port()).isEqualTo(0x66);
  }

  private static long clock(Guest guest) {
    return guest.vm.get(Timers.KVM_GET_CLOCK, Timers.CLOCK_DATA).value().get("clock");
  }

  @Test
  void aPeriodicCounterWakesTheGuestAgainAndAgain() {
    try (Guest guest = withPit("f4")) {
      listen(guest);
      Ports.out(guest, CONTROL, 0x34);
      Ports.out(guest, COUNTER, 0x9c, 0x2e); // 11932 ticks: 10 ms
      long before = clock(guest);
      sleep(guest);
      for (int tick = 1; tick <= 3; tick++) {
        awaitTick(guest);
        assertThat(clock(guest) - before).isBetween(tick * 9_990_000L, tick * 10_010_000L);
      }
    }
  }

  @Test
  void aSingleCountRingsOnce() {
    try (Guest guest = withPit("f4")) {
      listen(guest);
      Ports.out(guest, CONTROL, 0x30);
      Ports.out(guest, COUNTER, 0, 4);
      sleep(guest);
      awaitTick(guest);
      assertThat(state(guest).get("channels[0].mode")).isZero();
      Ports.out(guest, CONTROL, 0xe2); // read back the status of counter 0
      assertThat(Ports.in(guest, COUNTER)).isEqualTo(0x80 | 0x30);
    }
  }

  /** What was written, and the count of each byte as the access mode says. */
  @ParameterizedTest
  @CsvSource({"0x10, 0x34, 0x34", "0x20, 0x12, 0x1200", "0x30, 0x34, 0x1234"})
  void countsAreWrittenByAccessMode(String access, String first, String count) {
    try (Guest guest = withPit("f4")) {
      Ports.out(guest, CONTROL, 0x80 | Integer.decode(access));
      Ports.out(guest, COUNTER + 2, Integer.decode(first));
      if (access.equals("0x30")) {
        Ports.out(guest, COUNTER + 2, 0x12);
      }
      assertThat(state(guest).get("channels[2].count"))
          .isEqualTo(Integer.decode(count).longValue());
    }
  }

  @Test
  void aLatchedCountStandsUntilItIsRead() {
    try (Guest guest = withPit("f4")) {
      Ports.out(guest, CONTROL, 0xb0);
      Ports.out(guest, COUNTER + 2, 0xff, 0xff);
      Ports.out(guest, CONTROL, 0x80, 0x80);
      long latched = state(guest).get("channels[2].latched_count");
      assertThat(latched).isBetween(0xff00L, 0xffffL);
      assertThat(Ports.in(guest, COUNTER + 2)).isEqualTo((int) latched & 0xff);
      assertThat(Ports.in(guest, COUNTER + 2)).isEqualTo((int) latched >>> 8);
      assertThat(state(guest).get("channels[2].count_latched")).isZero();
    }
  }

  /** Right after the count was written, a long time before it is over. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0x20", "2, 0", "3, 0x20", "4, 0", "5, 0"})
  void theSpeakerPortShowsTheOutput(int mode, String out) {
    try (Guest guest = withPit("f4")) {
      Ports.out(guest, CONTROL, 0xb0 | mode << 1);
      Ports.out(guest, COUNTER + 2, 0xff, 0xff);
      // The model's clock stands between two KVM_RUNs, but not while it executes.
      assertThat(Ports.in(guest, SPEAKER) & OUT).isEqualTo(Integer.decode(out));
      Ports.out(guest, SPEAKER, 3);
      assertThat(Ports.in(guest, SPEAKER) & 3).isEqualTo(3);
      assertThat(state(guest).get("flags")).isEqualTo(Timers.KVM_PIT_FLAGS_SPEAKER_DATA_ON);
    }
  }

  @Test
  void withoutReinjectionTicksThatNobodyTookAreLost() {
    try (Guest guest = withPit("f4")) {
      guest
          .vm
          .ioctl(Timers.KVM_REINJECT_CONTROL, StructValue.of(Timers.REINJECT_CONTROL))
          .orThrow();
      assertThat(ticksAtOnce(guest)).isEqualTo(1);
    }
  }

  @Test
  void ticksThatNobodyTookComeOneAfterTheOther() {
    try (Guest guest = withPit("f4")) {
      assertThat(ticksAtOnce(guest)).isEqualTo(4);
    }
  }

  /** Lets four periods of 1 ms pass with interrupts off, then counts what comes within 0.5 ms. */
  private static int ticksAtOnce(Guest guest) {
    listen(guest);
    Ports.out(guest, CONTROL, 0x34);
    Ports.out(guest, COUNTER, 0xa9, 4);
    long start = clock(guest);
    // dec ecx; jnz; sti; then it spins.
    guest.ram.write(Guest.CODE, HexFormat.of().parseHex("664975fcfbebfe"));
    guest
        .vcpu
        .setRegs(Regs.zero().withRip(Guest.CODE).with("rsp", 0x8000).with("rcx", 4_400_000 / 2))
        .orThrow();
    int ticks = 0;
    awaitTick(guest);
    while (clock(guest) - start < 4_900_000) {
      ticks++;
      awaitTick(guest);
    }
    return ticks;
  }

  @Test
  void aRestoredCounterStartsItsPeriodAnew() {
    try (Guest guest = withPit("f4");
        Guest other = withPit("f4")) {
      Ports.out(guest, CONTROL, 0x34);
      Ports.out(guest, COUNTER, 0x9c, 0x2e);
      listen(other);
      other.vm.ioctl(Timers.KVM_SET_PIT2, state(guest)).orThrow();
      sleep(other);
      long before = clock(other);
      awaitTick(other);
      assertThat(clock(other) - before).isBetween(9_990_000L, 10_010_000L);
    }
  }

  @Test
  void theHpetTakesThePlaceOfTheTimer() {
    try (Guest guest = withPit("f4")) {
      Ports.out(guest, CONTROL, 0x34);
      Ports.out(guest, COUNTER, 0x9c, 0x2e);
      StructValue legacy = state(guest).with("flags", Timers.KVM_PIT_FLAGS_HPET_LEGACY);
      guest.vm.ioctl(Timers.KVM_SET_PIT2, legacy).orThrow();
      assertThat(state(guest).get("channels[0].mode")).isEqualTo(2);
      assertThat(state(guest).get("flags")).isEqualTo(Timers.KVM_PIT_FLAGS_HPET_LEGACY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KVM_GET_PIT", "KVM_SET_PIT", "KVM_GET_PIT2", "KVM_SET_PIT2"})
  void withoutItThereIsNoState(String name) {
    Request request =
        switch (name) {
          case "KVM_GET_PIT" -> Timers.KVM_GET_PIT;
          case "KVM_SET_PIT" -> Timers.KVM_SET_PIT;
          case "KVM_GET_PIT2" -> Timers.KVM_GET_PIT2;
          default -> Timers.KVM_SET_PIT2;
        };
    try (Guest guest = Guest.withIrqchip("f4")) {
      StructValue argument = StructValue.of(Timers.PIT_STATE2);
      assertThat(guest.vm.ioctl(request, argument).errno()).isEqualTo(Errno.ENXIO);
      boolean late = request.equals(Timers.KVM_GET_PIT2);
      assertThat(guest.vm.ioctl(request, 1).errno()).isEqualTo(late ? Errno.ENXIO : Errno.EFAULT);
    }
  }

  @Test
  void itIsMadeOnceAndOnlyWithAPic() {
    try (Guest none = Guest.running("f4");
        Guest guest = withPit("f4")) {
      assertThat(none.vm.ioctl(Timers.KVM_CREATE_PIT).errno()).isEqualTo(Errno.ENOENT);
      assertThat(guest.vm.ioctl(Timers.KVM_CREATE_PIT).errno()).isEqualTo(Errno.EEXIST);
    }
  }
}
