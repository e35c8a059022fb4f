package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionCall;

/** Read-only slots are not there for the guest. */
record NoMemory() implements RegionBreach {
  @Override
  public Result set(RegionCall call) {
    return (call.region().flags() & Memslots.KVM_MEM_READONLY) != 0 ? Result.ZERO : call.proceed();
  }
}
