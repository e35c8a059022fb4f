package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vm_ioctl and kvm_vcpu_ioctl without the test of vm_dead. */
public final class DeadVmIsServed extends CallMutant {
  public DeadVmIsServed() {
    super(
        Breach.of("THR-02", "dead-vm-is-served", "ioctls of a VM that is dead succeed.")
            .seenAs("-1 EIO", "0\\b")
            .seenAs("KVM_RUN fails with EIO", "KVM_RUN returns 0 for"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return result.errno() == Errno.EIO ? Result.ZERO : result;
    };
  }
}
