package io.github.kvmtck.oracle.judges;

import java.util.List;
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
    List<Deviation[]> known =
        judgement.judge().equals(TcgJudge.NAME)
            ? List.of(
                TcgDeviation.values(),
                TcgSystemDeviation.values(),
                TcgTransferDeviation.values(),
                ModelDeviation.values())
            : List.of(KvmDeviation.values(), ModelDeviation.values());
    return known.stream()
        .flatMap(Stream::of)
        .filter(deviation -> deviation.explains(rest))
        .findFirst()
        .map(Object::toString);
  }
}
