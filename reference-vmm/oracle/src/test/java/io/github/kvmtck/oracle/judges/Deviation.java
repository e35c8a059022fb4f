package io.github.kvmtck.oracle.judges;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a judge says something else than the model. Its text is the reason. */
interface Deviation {
  /** Whether this is why they differ. */
  boolean explains(Judgement judgement);

  /**
   * The reason for a difference; empty where there is none. What a judge never does comes first,
   * then what it takes the situation for, then what it does now and then.
   */
  static Optional<String> of(Judgement judgement) {
    Judgement left = judgement;
    for (Leniency leniency : Leniency.values()) {
      left = leniency.of(left);
      if (left.agree()) {
        return Optional.of(leniency.toString());
      }
    }
    Judgement supposed = judgement;
    for (List<Supposition> some : Supposition.of(judgement)) {
      supposed = Leniency.all(Supposition.of(judgement, some));
      if (supposed.agree()) {
        return Optional.of(some.stream().map(Object::toString).collect(Collectors.joining(", ")));
      }
    }
    return Stream.of(left, supposed).flatMap(Deviation::known).findFirst().map(Object::toString);
  }

  private static Stream<Deviation> known(Judgement rest) {
    List<Deviation[]> all =
        rest.judge().equals(TcgJudge.NAME)
            ? List.of(
                TcgDeviation.values(),
                TcgSystemDeviation.values(),
                TcgTransferDeviation.values(),
                ModelDeviation.values())
            : List.of(PvmDeviation.values(), KvmDeviation.values(), ModelDeviation.values());
    return all.stream().flatMap(Stream::of).filter(deviation -> deviation.explains(rest));
  }
}
