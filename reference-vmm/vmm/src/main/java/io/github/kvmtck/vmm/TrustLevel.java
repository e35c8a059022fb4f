package io.github.kvmtck.vmm;

import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.vmm.hold.Holds;
import io.github.kvmtck.vmm.vcpu.VcpuThread;
import io.github.kvmtck.vmm.vcpu.WakeRule;
import java.util.List;

/**
 * The machine as one virtual trust level beside another one that goes first. Each level is a VM of
 * its own, and whoever has both says which one runs (VTL-18): on a kernel that has the state of an
 * inactive level.
 */
public final class TrustLevel implements WakeRule {
  private final Holds holds;
  private final List<VcpuThread> threads;
  private final List<Vcpu> vcpus;
  private final WakeRule rule;
  private volatile boolean yields;

  /**
   * @param rule that events have to satisfy as well
   */
  TrustLevel(Holds holds, List<VcpuThread> threads, List<Vcpu> vcpus, WakeRule rule) {
    this.holds = holds;
    this.threads = threads;
    this.vcpus = vcpus;
    this.rule = rule;
  }

  @Override
  public boolean honours(int vcpu) {
    return !yields && rule.honours(vcpu);
  }

  /**
   * The first vCPU is of an inactive level from now on, and an NMI comes for it that does not count
   * as long as the other level runs.
   */
  public void giveWay() {
    try (Holds.Hold _ = holds.take("inactive level")) {
      yields = true;
      Vcpu vcpu = vcpus.getFirst();
      var unused =
          threads
              .getFirst()
              .run(() -> {
                vcpu.setMpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL).orThrow();
                vcpu.nmi().orThrow();
                return vcpu;
              });
    }
  }

  /** The other level is done: what has come for this one counts. */
  public void proceed() {
    yields = false;
    threads.getFirst().wake();
  }
}
