package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.reference.host.file.OpenFile.Pollable;
import io.github.kvmtck.reference.host.file.Polls;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuPolling;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** What the vCPUs of a kernel may be polled for now (vcpu-&gt;poll_mask). */
final class ArmedPolls implements VcpuPolling {
  private final Map<Vcpu, Integer> masks = Collections.synchronizedMap(new WeakHashMap<>());

  /** Those that poll see the new mask. */
  void arm(Vcpu vcpu, int mask) {
    masks.put(vcpu, mask);
    vcpu.waiting().wake();
  }

  @Override
  public Optional<Pollable> of(Vcpu vcpu) {
    return Optional.of(new Armed(vcpu));
  }

  private final class Armed implements Pollable {
    private final Vcpu vcpu;

    Armed(Vcpu vcpu) {
      this.vcpu = vcpu;
    }

    @Override
    public int events() {
      int mask = masks.getOrDefault(vcpu, 0);
      if (mask == 0) {
        return Polls.ERR;
      }
      boolean event =
          (mask & ProposedWaits.KVM_VCPU_POLL_EVENT) != 0
              && vcpu.interrupts().hasEventsWhateverTheFlag();
      boolean unblock =
          (mask & ProposedWaits.KVM_VCPU_POLL_UNBLOCK) != 0
              && vcpu.requests().has(Requests.UNBLOCK);
      return event || unblock ? Polls.IN : 0;
    }

    @Override
    public WaitQueue changed() {
      return vcpu.waiting();
    }
  }
}
