package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.monitors.state.Vcpu;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** What a monitor keeps of each vCPU. */
final class PerVcpu<T> {
  private final IdentityHashMap<Vcpu, T> kept = new IdentityHashMap<>();
  private final Supplier<T> fresh;

  PerVcpu(Supplier<T> fresh) {
    this.fresh = fresh;
  }

  T of(Vcpu vcpu) {
    T known = kept.get(vcpu);
    if (known == null) {
      known = fresh.get();
      kept.put(vcpu, known);
    }
    return known;
  }

  Iterable<T> all() {
    return kept.values();
  }

  void forget(Vcpu vcpu) {
    kept.remove(vcpu);
  }
}
