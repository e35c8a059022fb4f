package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.util.function.Supplier;

/** Whether a vCPU is in the guest (vcpu-&gt;mode: IN_GUEST_MODE or OUTSIDE_GUEST_MODE). */
final class GuestMode {
  private final Vcpu vcpu;
  private final WaitQueue left = new WaitQueue();
  private volatile boolean inside;

  GuestMode(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** Does work in the guest; translations that were taken back are forgotten before. */
  <T> T during(Supplier<T> work) {
    inside = true;
    try {
      if (vcpu.requests().take(Requests.FLUSH)) {
        vcpu.cpu().flushTranslations();
      }
      return work.get();
    } finally {
      inside = false;
      left.wake();
    }
  }

  /** Waits until the vCPU has left the guest, or has served a request in another entry. */
  void awaitServed(int request) {
    left.await(() -> !inside || !vcpu.requests().has(request));
  }
}
