package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;

/** Answers the calls of one process. */
@FunctionalInterface
public interface CallBreach {

  Result call(SeamCall call);

  /** That of a forked child: by default a healthy one. */
  default CallBreach forked() {
    return SeamCall::proceed;
  }
}
