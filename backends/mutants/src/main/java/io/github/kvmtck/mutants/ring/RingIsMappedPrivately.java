package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vcpu_mmap without its test. */
public final class RingIsMappedPrivately extends CallMutant {
  public RingIsMappedPrivately() {
    super(
        Breach.of(
                "RING-02",
                "ring-is-mapped-privately",
                "A private mapping of the ring is had for the asking.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.syscall() instanceof Syscall.Mmap && result.errno() == Errno.EINVAL
          ? Result.ZERO
          : result;
    };
  }
}
