package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.run.Skip;

/** kvm_hv_is_vtl_call_return that is true of every code. */
public final class NoHypercallWritesItsResult extends HypercallMutant {
  public NoHypercallWritesItsResult() {
    super(
        Breach.of(
                "VTL-15",
                "no-hypercall-writes-its-result",
                "No hypercall that exits gets its result.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("RAX is 5", "RAX is 0x1122334455667788"));
  }

  @Override
  HypervCalls calls(HypervCalls healthy) {
    return new Completes(
        healthy, (before, vcpu, call, length) -> Skip.to(vcpu, vcpu.cpu().rip + length));
  }
}
