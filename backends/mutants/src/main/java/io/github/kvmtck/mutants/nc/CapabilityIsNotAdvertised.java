package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The hunk of kvm_vm_ioctl_check_extension_generic is missing. */
public final class CapabilityIsNotAdvertised extends CallMutant {
  public CapabilityIsNotAdvertised() {
    super(
        Breach.of(
                "NC-02",
                "capability-is-not-advertised",
                "KVM_CHECK_EXTENSION says 0 of a capability that is there.")
            .in("proposed")
            .seenAs("1\\b", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(SystemApi.KVM_CHECK_EXTENSION)
                && call.argument() == Proposed.KVM_CAP_NEEDS_COMPLETION
            ? Result.ZERO
            : call.proceed();
  }
}
