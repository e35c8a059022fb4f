package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The header is checked before it is there. */
public final class ListIsAlwaysInvalid extends ListMutant {
  public ListIsAlwaysInvalid() {
    super(
        Breach.of(
                "LIST-01",
                "list-is-always-invalid",
                "A list without entries and one that cannot be read are EINVAL.")
            .in(MEANT)
            .seenAs("0\\b|-1 EFAULT", "-1 EINVAL"));
  }

  @Override
  Result list(SeamCall call) {
    return Result.error(Errno.EINVAL);
  }
}
