package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;

/** kvm_hv_write_xmm without its conditions. */
public final class XmmAnswerIsAlwaysTaken extends HypercallMutant {
  public XmmAnswerIsAlwaysTaken() {
    super(
        Breach.of(
                "VTL-16",
                "xmm-answer-is-always-taken",
                "Every completion loads the XMM registers from kvm_run.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("XMM0 is 0x11", "XMM0 is 0xA1"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Completes(
        healthy,
        (before, vcpu, call, length) -> {
          Outcome outcome = before.complete(vcpu, call, length);
          for (int i = 0; i < ProposedVtl.HYPERV_XMM_WORDS; i++) {
            vcpu.cpu().vectors.xmm[i] =
                vcpu.run().u64(ProposedVtl.HYPERV_XMM + (long) i * Long.BYTES);
          }
          return outcome;
        });
  }
}
