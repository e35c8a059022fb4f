package io.github.kvmtck.oracle.judges;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a judge says something else than the model. Its text is the reason. */
interface Deviation {
  /** Whether this is why they differ. */
  boolean explains(Judgement judgement);

  /** The reason for a difference; empty where there is none. */
  static Optional<String> of(Judgement judgement) {
    Judgement left = judgement;
    for (Leniency leniency : Leniency.values()) {
      left = leniency.of(left);
      if (left.agree()) {
        return Optional.of(leniency.toString());
      }
    }
    Judgement rest = left;
    boolean tcg = judgement.judge().equals(TcgJudge.NAME);
    return Stream.concat(
            tcg
                ? Stream.concat(
                    Stream.of(TcgDeviation.values()), Stream.of(TcgSystemDeviation.values()))
                : Stream.of(KvmDeviation.values()),
            Stream.of(ModelDeviation.values()))
        .filter(deviation -> deviation.explains(rest))
        .findFirst()
        .map(Object::toString);
  }
}
