package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** The request is taken as served by the call that did not enter the guest. */
public final class InterruptWindowIsUsedUp extends VcpuMutant {
  public InterruptWindowIsUsedUp() {
    super(
        Breach.of(
                "IMM-07",
                "interrupt-window-is-used-up",
                "The KVM_RUN after one with immediate_exit does not tell of an interrupt window.")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    AtomicBoolean used = new AtomicBoolean();
    return VcpuBreach.onRun(call -> once(call, used));
  }

  private static Result once(SeamCall call, AtomicBoolean used) {
    boolean immediate = call.run().immediateExit() != 0;
    if (used.getAndSet(immediate)) {
      call.run().set("request_interrupt_window", 0);
    }
    return call.proceed();
  }
}
