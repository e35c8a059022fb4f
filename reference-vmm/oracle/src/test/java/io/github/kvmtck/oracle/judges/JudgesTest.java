package io.github.kvmtck.oracle.judges;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real mode has no silicon here: two emulators that know nothing of this project judge the model,
 * the one of the real KVM and QEMU's translator. Where one differs from it, the reason is a {@link
 * Deviation}.
 */
class JudgesTest {
  @Test
  void twoOtherEmulatorsAgreeInRealMode() {
    compare(Integer.getInteger("kvm-tck.cases", 1_000), Long.getLong("kvm-tck.seed", 20_260_101));
  }

  @Test
  @Tag("proof")
  void twoOtherEmulatorsAgreeInRealModeForAnySeed() {
    compare(100_000, Long.getLong("kvm-tck.seed", ThreadLocalRandom.current().nextLong()));
  }

  private static KernelProvider provider(String name) {
    return ServiceLoader.load(KernelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void compare(int cases, long seed) {
    KernelProvider real = provider("kvm");
    real.unavailable()
        .or(TcgJudge::unavailable)
        .ifPresent(why -> Assumptions.abort("NOT-RUN: " + why));
    RealMode situations = new RealMode(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    Map<String, Integer> counted = new TreeMap<>();
    List<Judgement> unexplained = new ArrayList<>();
    try (KvmJudge model =
            new KvmJudge("model", provider("reference").open(KernelOptions.MAINLINE));
        KvmJudge kvm = new KvmJudge(Deviation.KVM, real.open(KernelOptions.MAINLINE));
        TcgJudge tcg = new TcgJudge()) {
      for (int i = 0; i < cases; i++) {
        Situation situation = situations.next();
        Outcome here = model.judge(situation);
        Outcome second = kvm.judge(situation);
        SortedSet<Integer> touched = new TreeSet<>(here.memory().keySet());
        touched.addAll(second.memory().keySet());
        Outcome third = tcg.judge(situation, touched);
        for (Judgement judgement :
            List.of(
                new Judgement(situation, here, kvm.name(), second),
                new Judgement(situation, here, tcg.name(), third))) {
          count(judgement, counted, unexplained);
        }
        if (third.speaks() && third.vector() != here.vector()) {
          tcg.wipe();
        }
      }
    }
    assertThat(unexplained).as("seed %d, %s", seed, counted).isEmpty();
  }

  private static void count(
      Judgement judgement, Map<String, Integer> counted, List<Judgement> unexplained) {
    String what;
    if (!judgement.other().speaks()) {
      what = "abstains, " + judgement.other().abstains();
    } else if (judgement.model().speaks() && judgement.agree()) {
      what = "agrees";
    } else {
      what = Deviation.of(judgement).map(Deviation::toString).orElse("");
      if (what.isEmpty()) {
        unexplained.add(judgement);
      }
    }
    counted.merge(judgement.judge() + ": " + what, 1, Integer::sum);
  }
}
