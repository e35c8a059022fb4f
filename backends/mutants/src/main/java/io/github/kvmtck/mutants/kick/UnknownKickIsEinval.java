package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vm_ioctl with kvm_vcpu_ioctl's default case. */
public final class UnknownKickIsEinval extends CallMutant {
  public UnknownKickIsEinval() {
    super(
        Breach.of(
                "KICK-01",
                "unknown-kick-is-einval",
                "Without the proposal a kick and a resume fail with EINVAL.")
            .seenAs("-1 ENOTTY", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)
                || call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS)
            ? Result.error(Errno.EINVAL)
            : call.proceed();
  }
}
