package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Ring;

/** A size that must be a page. */
public final class RingsAreOnePage extends CallMutant {
  public RingsAreOnePage() {
    super(
        Breach.of("RING-01", "rings-are-one-page", "A ring of more than a page is EINVAL.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      boolean affected =
          Ring.enabled(call)
              && call.argument(SystemApi.ENABLE_CAP).get("args[0]") >= Linux.PAGE_SIZE * 16L;
      Result result = call.proceed();
      return affected && !result.failed() ? Result.error(Errno.EINVAL) : result;
    };
  }
}
