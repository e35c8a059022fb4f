package io.github.kvmtck.reference;

import io.github.kvmtck.api.client.CpuidEntry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is saved at any instruction of any real-mode program and restored in a fresh VM goes on as
 * it would have gone on: with the same exits, registers, memory and time.
 */
class SavedStateTest {
  private static final List<CpuidEntry> CPUID =
      List.of(
          new CpuidEntry(0, 0, 0, 1, 0x756e6547, 0x6c65746e, 0x49656e69),
          new CpuidEntry(1, 0, 0, 0x506e3, 0, 1 << 24, 0x0781abfd));

  private static Guest program(long seed) {
    Guest guest = Twins.machine(CPUID, 1);
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

  private static void check(long seed) {
    Guest fresh = Twins.machine(CPUID, 1);
    try (Twins twins = new Twins("seed " + seed, program(seed), fresh, ~seed)) {
      twins.check();
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
