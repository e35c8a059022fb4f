package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vm_ioctl_enable_cap without a mask. */
public final class CapabilityTakesAnyArgument extends CallMutant {
  public CapabilityTakesAnyArgument() {
    super(
        Breach.of(
                "FETCH-07",
                "capability-takes-any-argument",
                "KVM_ENABLE_CAP of KVM_CAP_EXIT_ON_EMULATION_FAILURE takes bits that have no"
                    + " meaning.")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      boolean meant =
          call.is(SystemApi.KVM_ENABLE_CAP)
              && call.argument(SystemApi.ENABLE_CAP).get("cap")
                  == Capability.KVM_CAP_EXIT_ON_EMULATION_FAILURE.number();
      Result result = call.proceed();
      return meant ? Result.ZERO : result;
    };
  }
}
