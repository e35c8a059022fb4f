package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;

/** Answers the calls that set memory slots of one process. */
@FunctionalInterface
public interface RegionBreach {

  Result set(RegionCall call);

  /** Changes how calls end. */
  static RegionBreach afterwards(End end) {
    return call -> end.of(call, call.proceed());
  }

  /** An errno with which a call fails is told as another one. */
  static RegionBreach telling(Errno errno, Errno told) {
    return afterwards((_, result) -> result.errno() == errno ? Result.error(told) : result);
  }

  /** What comes of a call. */
  @FunctionalInterface
  interface End {
    Result of(RegionCall call, Result result);
  }
}
