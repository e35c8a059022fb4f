package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.wait.WaitQueue;
import io.github.kvmtck.x86.cpu.Boundary;
import java.util.function.Supplier;

/** Whether a vCPU is in the guest (vcpu-&gt;mode: IN_GUEST_MODE or OUTSIDE_GUEST_MODE). */
final class GuestMode {
  private final Vcpu vcpu;
  private final WaitQueue left = new WaitQueue();

  GuestMode(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** Does work in the guest; translations that were taken back are forgotten before. */
  <T> T during(Supplier<T> work) {
    Boundary boundary = vcpu.cpu().boundary;
    boundary.enter();
    try {
      if (vcpu.requests().take(Requests.FLUSH)) {
        vcpu.cpu().flushTranslations();
      }
      return work.get();
    } finally {
      boundary.leave();
      left.wake();
    }
  }

  /** Waits until the vCPU has left the guest, or has served a request in another entry. */
  void awaitServed(int request) {
    left.await(() -> !vcpu.cpu().boundary.running() || !vcpu.requests().has(request));
  }
}
