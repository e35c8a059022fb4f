package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** sigset_active is cleared before the argument is read. */
public final class RefusedMaskSwitchesOff extends VcpuMutant {
  public RefusedMaskSwitchesOff() {
    super(
        Breach.of(
                "SIG-01",
                "refused-mask-switches-off",
                "A KVM_SET_SIGNAL_MASK that fails takes the old mask away.")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      Result result = call.proceed();
      if (call.is(VcpuRun.KVM_SET_SIGNAL_MASK) && result.failed()) {
        call.vcpu().clearSignalMask().orThrow();
      }
      return result;
    };
  }
}
