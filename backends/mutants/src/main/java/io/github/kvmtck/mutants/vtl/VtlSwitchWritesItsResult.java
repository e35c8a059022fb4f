package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;

/** kvm_hv_hypercall_complete without kvm_hv_is_vtl_call_return. */
public final class VtlSwitchWritesItsResult extends HypercallMutant {
  public VtlSwitchWritesItsResult() {
    super(
        Breach.of(
                "VTL-15",
                "vtl-switch-writes-its-result",
                "Completing a VTL switch writes the result into RAX.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("RAX is (0x1122334455667788|0x77)", "RAX is 5"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Completes(
        healthy,
        (before, vcpu, call, length) -> {
          Outcome outcome = before.complete(vcpu, call, length);
          vcpu.hyperv().result(Run.RUN.get(vcpu.run().pages(), "hyperv.u.hcall.result"));
          return outcome;
        });
  }
}
