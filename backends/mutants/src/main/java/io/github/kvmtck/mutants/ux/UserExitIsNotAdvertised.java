package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vm_ioctl_check_extension without its case. */
public class UserExitIsNotAdvertised extends CallMutant {
  public UserExitIsNotAdvertised() {
    this("user-exit-is-not-advertised", "mainline+user-exit+exitfd");
  }

  UserExitIsNotAdvertised(String name, String profile) {
    super(
        Breach.of(
                "UX-01",
                name,
                "KVM_CHECK_EXTENSION of capability 120 is 0 though the proposal is" + " there.")
            .in(profile)
            .seenAs("1\\b", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(SystemApi.KVM_CHECK_EXTENSION) && call.argument() == Proposed.KVM_CAP_USER_EXIT
            ? Result.ZERO
            : call.proceed();
  }
}
