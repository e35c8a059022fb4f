package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is requested is looked at, and not whether it can be delivered. */
public final class EveryMessageWakes extends ModelMutant {
  public EveryMessageWakes() {
    super(
        Breach.of("MP-07", "every-message-wakes", "Whatever is sent to a local APIC ends a halt.")
            .seenAs("KVM_RUN still sleeps", ".")
            .seenAs("KVM_MP_STATE_HALTED", "KVM_MP_STATE_RUNNABLE")
            .seenAs("RIP is past the HLT", "RIP is")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN")
            .seenAs("KVM_RUN of the second vCPU sleeps", "KVM_RUN"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    Set<Vcpu> told = ConcurrentHashMap.newKeySet();
    return Messages.before(blueprint, ipi -> true, told::add)
        .change(Parts.WAKE_UP, rule -> vcpu -> told.contains(vcpu) || rule.runnable(vcpu));
  }
}
