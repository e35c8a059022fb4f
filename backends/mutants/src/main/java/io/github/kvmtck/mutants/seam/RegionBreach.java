package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;

/** Answers the calls that set memory slots of one process. */
@FunctionalInterface
public interface RegionBreach {

  Result set(RegionCall call);

  /** Changes how calls end. */
  static RegionBreach afterwards(End end) {
    return call -> end.of(call, call.proceed());
  }

  /** What comes of a call. */
  @FunctionalInterface
  interface End {
    Result of(RegionCall call, Result result);
  }
}
