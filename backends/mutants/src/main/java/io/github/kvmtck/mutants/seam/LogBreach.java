package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import java.util.BitSet;

/** Answers the calls about dirty bitmaps of one process. */
public interface LogBreach {

  /** KVM_GET_DIRTY_LOG. */
  default Result get(LogCall call) {
    return call.proceed();
  }

  /** KVM_CLEAR_DIRTY_LOG. */
  default Result clear(LogCall call) {
    return call.proceed();
  }

  /** A call that sets a memory slot. */
  default Result set(RegionCall call) {
    return call.proceed();
  }

  /** Any other call. */
  default Result other(SeamCall call) {
    return call.proceed();
  }

  /** Changes what a successful KVM_GET_DIRTY_LOG tells. */
  static LogBreach telling(Telling telling) {
    return new LogBreach() {
      @Override
      public Result get(LogCall call) {
        return call.telling(bits -> telling.tell(call, bits));
      }
    };
  }

  /** What is told of a bitmap. */
  @FunctionalInterface
  interface Telling {
    /** Changes the bits. */
    void tell(LogCall call, BitSet bits);
  }
}
