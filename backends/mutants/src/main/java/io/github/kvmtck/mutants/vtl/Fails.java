package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.mutants.seam.VcpuBreach;

/** Requests that fail where they should succeed, and succeed where they should fail. */
final class Fails {
  private Fails() {}

  /** A request that never fails. */
  static VcpuBreach never(Request request) {
    return call -> {
      Result result = call.proceed();
      return call.is(request) && result.failed() ? Result.ZERO : result;
    };
  }
}
