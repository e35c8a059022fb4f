package io.github.kvmtck.oracle.judges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real mode and CPL 0 have no silicon here: two emulators that know nothing of this project judge
 * the model, the one of the real KVM and QEMU's translator. Where one differs from it, the reason
 * is a {@link Deviation}.
 */
class JudgesTest {
  private static final long SEED = 20_260_101;

  @Test
  void twoOtherEmulatorsAgreeInRealMode() {
    compare(random -> new RealMode(random)::next, Integer.getInteger("kvm-tck.cases", 500), SEED);
  }

  @Test
  @Tag("proof")
  void twoOtherEmulatorsAgreeInRealModeForAnySeed() {
    compare(random -> new RealMode(random)::next, 100_000, ThreadLocalRandom.current().nextLong());
  }

  @ParameterizedTest
  @EnumSource
  void twoOtherEmulatorsAgreeAtCpl0(Ring ring) {
    int cases = Integer.getInteger("kvm-tck.cases", 100);
    compare(random -> new Privileged(random, ring)::next, cases, SEED);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("proof")
  void twoOtherEmulatorsAgreeAtCpl0ForAnySeed(Ring ring) {
    long seed = ThreadLocalRandom.current().nextLong();
    compare(random -> new Privileged(random, ring)::next, 100_000, seed);
  }

  private static void compare(
      Function<RandomGenerator, Supplier<Situation>> mode, int cases, long usual) {
    Court.unavailable().ifPresent(why -> Assumptions.abort("NOT-RUN: " + why));
    long seed = Long.getLong("kvm-tck.seed", usual);
    Supplier<Situation> situations =
        mode.apply(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    try (Court court = new Court()) {
      for (int i = 0; i < cases; i++) {
        court.hear(situations.get());
      }
      assertThat(court.unexplained()).as("seed %d, %s", seed, court.counted()).isEmpty();
    }
  }
}
