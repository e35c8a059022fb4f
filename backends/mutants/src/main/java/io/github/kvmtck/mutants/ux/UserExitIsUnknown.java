package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_arch_vcpu_ioctl without its case. */
public final class UserExitIsUnknown extends CallMutant {
  public UserExitIsUnknown() {
    super(
        Breach.of(
                "UX-01",
                "user-exit-is-unknown",
                "KVM_USER_EXIT fails with EINVAL though the proposal is there.")
            .in("mainline+user-exit+exitfd")
            .seenAs("0\\b", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Proposed.KVM_USER_EXIT) ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
