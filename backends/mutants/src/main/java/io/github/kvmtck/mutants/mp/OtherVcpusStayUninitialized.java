package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;

/** Messages reach the boot processor only. */
public final class OtherVcpusStayUninitialized extends ModelMutant {
  public OtherVcpusStayUninitialized() {
    super(
        Breach.of(
                "MP-04",
                "other-vcpus-stay-uninitialized",
                "A vCPU that waits for INIT does not get it.")
            .seenAs("KVM_MP_STATE_(RUNNABLE|INIT_RECEIVED)", "KVM_MP_STATE_UNINITIALIZED")
            .seenAs("CS is 0xF000", "CS is 0xF000")
            .seenAs("CS of|CS is 0xF000", "CS"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return MpStates.reading(
        blueprint,
        vcpu -> {
          vcpu.interrupts().initAndSipi().accept();
          return vcpu.bootProcessor()
              ? vcpu.mpState()
              : MpState.KVM_MP_STATE_UNINITIALIZED.number();
        });
  }
}
