package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;

/** The patch as it was sent. */
public final class OverwrittenInputDecides extends HypercallMutant {
  public OverwrittenInputDecides() {
    super(
        Breach.of(
                "VTL-15",
                "overwritten-input-decides",
                "What is completed is what userspace has left in kvm_run.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("RAX is 0x77", "RAX is 5"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Completes(
        healthy,
        (before, vcpu, call, length) -> {
          long input = Run.RUN.get(vcpu.run().pages(), "hyperv.u.hcall.input");
          return before.complete(vcpu, new HypervInput(input, call.ingpa(), call.outgpa()), length);
        });
  }
}
