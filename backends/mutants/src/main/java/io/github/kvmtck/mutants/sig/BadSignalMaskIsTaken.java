package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_vcpu_ioctl without its tests of the argument. */
public final class BadSignalMaskIsTaken extends VcpuMutant {
  public BadSignalMaskIsTaken() {
    super(
        Breach.of(
                "SIG-01",
                "bad-signal-mask-is-taken",
                "KVM_SET_SIGNAL_MASK succeeds whatever its length and its addresses are.")
            .seenAs("-1 (EINVAL|EFAULT)", "0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.is(VcpuRun.KVM_SET_SIGNAL_MASK) ? Result.ZERO : result;
    };
  }
}
