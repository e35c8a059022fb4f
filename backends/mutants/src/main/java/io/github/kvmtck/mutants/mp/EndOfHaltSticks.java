package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** pv_unhalted is never cleared. */
public final class EndOfHaltSticks extends ModelMutant {
  public EndOfHaltSticks() {
    super(
        Breach.of("MP-06", "end-of-halt-sticks", "Once the end of a halt has come, no halt lasts.")
            .seenAs("KVM_RUN sleeps", "KVM_RUN"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    Set<Vcpu> ended = ConcurrentHashMap.newKeySet();
    return blueprint.change(
        Parts.WAKE_UP,
        rule ->
            vcpu -> {
              if (vcpu.interrupts().pvUnhalted()) {
                ended.add(vcpu);
              }
              return ended.contains(vcpu) || rule.runnable(vcpu);
            });
  }
}
