package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vcpu_ioctl_user_exit without memcmp. */
public final class ReservedBytesAreIgnored extends CallMutant {
  public ReservedBytesAreIgnored() {
    super(
        Breach.of(
                "UX-04",
                "reserved-bytes-are-ignored",
                "KVM_USER_EXIT does not look at its reserved bytes.")
            .in("mainline+user-exit+exitfd")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new ChangesArgument(
        Proposed.KVM_USER_EXIT, argument -> StructValue.of(Proposed.USER_EXIT));
  }
}
