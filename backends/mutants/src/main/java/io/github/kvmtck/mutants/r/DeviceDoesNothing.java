package io.github.kvmtck.mutants.r;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A device that is stopped together with the vCPUs. */
public final class DeviceDoesNothing extends CallMutant {
  public DeviceDoesNothing() {
    super(
        Breach.of("R4", "device-does-nothing", "The device in the kernel does not write.")
            .in("mainline+memslot-list+page-track-consumer")
            .seenAs("the dirty log of slot 1 names page 0", "the dirty log of slot 1 names no page")
            .seenAs("-1 EFAULT", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.syscall() instanceof Syscall.Write(int _, long _, long count)
            ? Result.of(count)
            : call.proceed();
  }
}
