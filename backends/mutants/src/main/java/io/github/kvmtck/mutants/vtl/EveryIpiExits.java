package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;

/** kvm_hv_send_ipi that is userspace's as soon as VSM is known. */
public final class EveryIpiExits extends HypercallMutant {
  public EveryIpiExits() {
    super(
        Breach.of("VTL-17", "every-ipi-exits", "Every IPI exits, whether it names a VTL or not.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_IO", "KVM_RUN returns 0 for Hyper-V call"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Answers(healthy, Codes.IPIS, HypervCalls.Answer.Exit::new);
  }
}
