package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import java.util.BitSet;

/** Pages that were cleared once are in no log any more. */
final class ForgetsClearedPages implements LogBreach {
  private final BitSet cleared = new BitSet();

  @Override
  public Result clear(LogCall call) {
    cleared.or(call.cleared());
    return call.proceed();
  }

  @Override
  public Result get(LogCall call) {
    return call.telling(bits -> bits.andNot(cleared));
  }
}
