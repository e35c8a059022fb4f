package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import java.util.List;

/** What is wrong with the dirty rings of one process. */
public interface RingBreach {

  /**
   * A vCPU has left KVM_RUN.
   *
   * @param ring its own
   * @param others those of the other vCPUs
   */
  default void ran(Ring ring, List<Ring> others) {}

  /** Answers KVM_RESET_DIRTY_RINGS. */
  default Result reset(SeamCall call, List<Ring> rings) {
    return call.proceed();
  }

  /** A memory slot was deleted. */
  default void deleted(List<Ring> rings) {}
}
