package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Events are taken from the queue before immediate_exit is looked at. */
public final class ImmediateExitConsumesEvents extends VcpuMutant {
  public ImmediateExitConsumesEvents() {
    super(
        Breach.of(
                "IMM-05",
                "immediate-exit-consumes-events",
                "KVM_RUN with immediate_exit loses a queued NMI and an interrupt of KVM_INTERRUPT.")
            .seenAs("nmi.pending is 1\\b", "nmi.pending is 0\\b")
            .seenAs("interrupt.injected is 1\\b", "interrupt.injected is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55",
                "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.immediate() && !ended.succeeded()) {
        Vcpu vcpu = ended.call().vcpu();
        StructValue events = vcpu.getVcpuEvents().value();
        vcpu.setVcpuEvents(
                events
                    .with("nmi.pending", 0)
                    .with("interrupt.injected", 0)
                    .with("flags", VcpuEvents.KVM_VCPUEVENT_VALID_NMI_PENDING))
            .orThrow();
      }
      return ended.result();
    });
  }
}
