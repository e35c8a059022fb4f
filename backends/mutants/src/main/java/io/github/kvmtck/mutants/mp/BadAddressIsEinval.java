package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The initial value of r is returned. */
public final class BadAddressIsEinval extends VcpuMutant {
  public BadAddressIsEinval() {
    super(
        Breach.of(
                "MP-06",
                "bad-address-is-einval",
                "KVM_GET_MP_STATE and KVM_SET_MP_STATE answer EINVAL where they cannot reach their"
                    + " argument.")
            .seenAs("-1 EFAULT", "-1 EINVAL"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      boolean state = call.is(VcpuEvents.KVM_GET_MP_STATE) || call.is(VcpuEvents.KVM_SET_MP_STATE);
      Result result = call.proceed();
      return state && result.errno() == Errno.EFAULT ? Result.error(Errno.EINVAL) : result;
    };
  }
}
