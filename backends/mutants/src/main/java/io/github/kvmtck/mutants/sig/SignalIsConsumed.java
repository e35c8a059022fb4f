package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Dequeues the signal that it finds. */
public final class SignalIsConsumed extends VcpuMutant {
  public SignalIsConsumed() {
    super(
        Breach.of(
                "SIG-03",
                "signal-is-consumed",
                "The signal that ends KVM_RUN is taken from the thread.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for")
            .seenAs("SIGUSR1 is pending", "(sigtimedwait → -1 EAGAIN|pending: )"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      SeamCall call = ended.call();
      if (Exits.is(call.run(), ExitReason.KVM_EXIT_INTR) && call.pendingSignals() != 0) {
        call.proceed(new Syscall.Sigtimedwait(call.pendingSignals(), 0));
      }
      return ended.result();
    });
  }
}
