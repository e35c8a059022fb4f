package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Compares no reserved bytes. */
public final class RestOfVersionOneIsIgnored extends CallMutant {
  public RestOfVersionOneIsIgnored() {
    super(
        Breach.of(
                "UX-02",
                "rest-of-version-one-is-ignored",
                "KVM_USER_EXIT of version 1 does not look at its reserved bytes.")
            .in("mainline+user-exit-v1")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new ChangesArgument(
        Proposed.KVM_USER_EXIT_V1,
        argument -> StructValue.of(Proposed.USER_EXIT_V1).with("vcpu_id", argument.get("vcpu_id")));
  }
}
