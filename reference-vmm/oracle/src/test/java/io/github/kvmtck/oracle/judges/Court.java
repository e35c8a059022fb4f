package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Hears the model and both judges, and counts what comes of it. */
final class Court implements AutoCloseable {
  private final KvmJudge model;
  private final KvmJudge kvm;
  private final TcgJudge tcg;
  private final Map<String, Integer> counted = new TreeMap<>();
  private final List<Judgement> unexplained = new ArrayList<>();

  Court() {
    model = new KvmJudge("model", provider("reference").open(KernelOptions.MAINLINE));
    kvm = new KvmJudge(KvmJudge.NAME, provider("kvm").open(KernelOptions.MAINLINE));
    tcg = new TcgJudge();
  }

  /** Why it cannot sit here; empty where it can. */
  static Optional<String> unavailable() {
    return provider("kvm").unavailable().or(Qemu::unavailable);
  }

  private static KernelProvider provider(String name) {
    return ServiceLoader.load(KernelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  void hear(Situation situation) {
    Outcome here = model.judge(situation);
    if (!here.speaks()) {
      count("the model leaves the processor: " + here.abstains());
      return;
    }
    Outcome translated = tcg.judge(situation);
    boolean alone = !translated.abstains().equals(TcgJudge.RAN_ON);
    count(new Judgement(situation, here, kvm.name(), kvm.judge(situation), model::judge), alone);
    count(new Judgement(situation, here, tcg.name(), translated, model::judge), true);
  }

  /**
   * Counts a judgement.
   *
   * @param alone whether it is about the situation's instruction alone
   */
  private void count(Judgement judgement, boolean alone) {
    String what;
    if (!judgement.other().speaks()) {
      what = "abstains, " + judgement.other().abstains();
    } else if (judgement.agree()) {
      what = "agrees";
    } else {
      Optional<String> reason = Deviation.of(judgement);
      what = reason.orElse(alone ? "not explained" : "abstains, " + TcgJudge.RAN_ON);
      if (reason.isEmpty() && alone) {
        unexplained.add(judgement);
      }
    }
    count(judgement.judge() + ": " + what);
  }

  private void count(String what) {
    counted.merge(what, 1, Integer::sum);
  }

  /** How often each thing came out. */
  Map<String, Integer> counted() {
    return counted;
  }

  List<Judgement> unexplained() {
    return unexplained;
  }

  @Override
  public void close() {
    model.close();
    kvm.close();
    tcg.close();
  }
}
