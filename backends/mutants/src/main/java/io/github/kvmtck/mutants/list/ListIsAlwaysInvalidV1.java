package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The same in the list as it was sent. */
public final class ListIsAlwaysInvalidV1 extends ListMutant {
  public ListIsAlwaysInvalidV1() {
    super(
        Breach.of(
                "LIST-01",
                "list-is-always-invalid-v1",
                "As sent: a list without entries and one that cannot be read are EINVAL.")
            .in(SENT)
            .seenAs("0\\b|-1 EFAULT", "-1 EINVAL"));
  }

  @Override
  Result list(SeamCall call) {
    return Result.error(Errno.EINVAL);
  }
}
