package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.concurrent.atomic.AtomicLong;

/** The call returns before the vCPUs have let go. */
public final class WritesComeLate extends CallMutant {
  public WritesComeLate() {
    super(
        Breach.of("SLOT-17", "writes-come-late", "The memory of a deleted slot is still written.")
            .seenAs("0 writes after the call", "\\d+ writes"));
  }

  @Override
  protected CallBreach breaking() {
    AtomicLong gone = new AtomicLong();
    return call -> {
      if (call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
        gone.set(call.argument(Memslots.USERSPACE_MEMORY_REGION).get("userspace_addr"));
      }
      Result result = call.proceed();
      long address = gone.get();
      if (call.is(VcpuRun.KVM_RUN) && !result.failed() && address != 0) {
        call.client().memory().u32(address, call.client().memory().u32(address) + 1);
      }
      return result;
    };
  }
}
