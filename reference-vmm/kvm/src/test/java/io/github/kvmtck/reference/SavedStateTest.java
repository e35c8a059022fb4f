package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is saved at any instruction of any program and restored in a fresh VM goes on as it would
 * have gone on: with the same exits, registers, memory and time.
 */
class SavedStateTest {
  private static final int STEP =
      VcpuEvents.KVM_GUESTDBG_ENABLE | VcpuEvents.KVM_GUESTDBG_SINGLESTEP;
  private static final int MOST_EXITS = 400;
  private static final List<CpuidEntry> CPUID =
      List.of(
          new CpuidEntry(0, 0, 0, 1, 0x756e6547, 0x6c65746e, 0x49656e69),
          new CpuidEntry(1, 0, 0, 0x506e3, 0, 1 << 24, 0x0781abfd));

  private static Guest machine() {
    Guest guest = Guest.withIrqchip("f4");
    guest.vcpu.setCpuid2(CPUID).orThrow();
    return guest;
  }

  private static Guest program(long seed) {
    Guest guest = machine();
    RandomProgram.writeTo(guest, seed);
    var sregs = guest.vcpu.getSregs().value();
    guest
        .vcpu
        .setSregs(
            sregs
                .withSegment("es", sregs.segment("es").withBase(0xfee0_0000L))
                .withSegment("fs", sregs.segment("ss")))
        .orThrow();
    return guest;
  }

  /** Executes some instructions, with events from outside between them. */
  private static void step(Guest guest, Random random) {
    guest.vcpu.setGuestDebug(STEP).orThrow();
    for (int left = random.nextInt(250); left > 0; left--) {
      disturb(guest, random);
      if (random.nextInt(8) == 0) {
        guest.vcpu.setGuestDebug(STEP).orThrow();
      }
      guest.vcpu.run();
      if (atEnd(guest)) {
        break;
      }
      answer(guest, left);
    }
    guest.vcpu.setGuestDebug(0).orThrow();
    while (!guest.imm().failed()) {
      answer(guest, 0);
    }
  }

  private static void disturb(Guest guest, Random random) {
    switch (random.nextInt(40)) {
      case 0 -> guest.vcpu.nmi().orThrow();
      case 1 -> guest.vm.irqLine(line(random), random.nextBoolean()).orThrow();
      case 2 ->
          assertThat(guest.vm.signalMsi(0xfee0_0000L, 0x30 + random.nextInt(16)).failed())
              .isFalse();
      default -> {
        // Nothing happens most of the time.
      }
    }
  }

  /** Any but the one at which the second PIC is. */
  private static int line(Random random) {
    int line = random.nextInt(15);
    return line < 2 ? line : line + 1;
  }

  private static boolean atEnd(Guest guest) {
    return guest.run.exitReason() == ExitReason.KVM_EXIT_IO.number()
        && guest.run.io().port() == RandomProgram.END;
  }

  /** What an IN reads. */
  private static void answer(Guest guest, int value) {
    if (guest.run.exitReason() == ExitReason.KVM_EXIT_IO.number()) {
      guest.run.ioData((byte) value);
    }
  }

  private static String exit(Guest guest) {
    return guest.run.exitReasonName()
        + (guest.run.exitReason() == ExitReason.KVM_EXIT_IO.number() ? " " + guest.run.io() : "");
  }

  /** Runs both to the end, and compares them at every exit. */
  private static void goOn(String name, Guest one, Guest other) {
    for (int i = 0; i < MOST_EXITS && !atEnd(one); i++) {
      one.vcpu.run();
      other.vcpu.run();
      String at = name + " at exit " + i + " " + exit(one);
      assertThat(exit(other)).as(at).isEqualTo(exit(one));
      assertThat(SavedMachine.of(one).differencesTo(SavedMachine.of(other))).as(at).isEmpty();
      answer(one, i);
      answer(other, i);
      if (one.run.exitReason() != ExitReason.KVM_EXIT_IO.number()) {
        return;
      }
    }
  }

  private static void check(long seed) {
    Random random = new Random(~seed);
    try (Guest guest = program(seed);
        Guest fresh = machine()) {
      step(guest, random);
      SavedMachine saved = SavedMachine.of(guest);
      saved.restoreInto(fresh);
      String name = "seed " + seed;
      assertThat(saved.differencesTo(SavedMachine.of(fresh))).as(name + " restored").isEmpty();
      goOn(name, guest, fresh);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 200, 300})
  void savedAnywhereItGoesOnTheSame(long first) {
    for (long seed = first; seed < first + 10; seed++) {
      check(seed);
    }
  }

  @Tag("proof")
  @ParameterizedTest
  @ValueSource(longs = {10_000, 20_000, 30_000, 40_000})
  void savedAnywhereItGoesOnTheSameManyTimes(long first) {
    for (long seed = first; seed < first + 1000; seed++) {
      check(seed);
    }
  }
}
