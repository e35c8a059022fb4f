package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The test of the capability comes after kvm_queue_exception. */
public final class CapabilityLeavesTheUd extends UdBesidesTheExit {
  public CapabilityLeavesTheUd() {
    super(
        Breach.of(
                "FETCH-07",
                "capability-leaves-the-ud",
                "With KVM_CAP_EXIT_ON_EMULATION_FAILURE #UD is queued all the same.")
            .seenAs("exception.injected is 0", "exception.injected is 1"));
  }

  @Override
  boolean queues(Vcpu vcpu) {
    return always(vcpu);
  }
}
