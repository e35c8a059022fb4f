package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;

/** kvm_hv_hypercall_complete_userspace without kvm_hv_write_xmm. */
public final class XmmAnswerIsIgnored extends HypercallMutant {
  public XmmAnswerIsIgnored() {
    super(
        Breach.of(
                "VTL-16",
                "xmm-answer-is-ignored",
                "The XMM registers of the answer do not reach the guest.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("XMM0 is 0xA1", "XMM0 is 0x11"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Completes(
        healthy,
        (before, vcpu, call, length) -> {
          long[] xmm = vcpu.cpu().vectors.xmm.clone();
          Outcome outcome = before.complete(vcpu, call, length);
          System.arraycopy(xmm, 0, vcpu.cpu().vectors.xmm, 0, xmm.length);
          return outcome;
        });
  }
}
