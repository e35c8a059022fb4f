package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import java.util.Objects;

/** The SIPI acts where it is set. */
public final class SipiStartsAtOnce extends ModelMutant {
  public SipiStartsAtOnce() {
    super(
        Breach.of(
                "MP-04",
                "sipi-starts-at-once",
                "KVM_SET_MP_STATE with SIPI_RECEIVED starts the vCPU.")
            .seenAs("CS is 0 ", "CS is 0x300"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table -> {
          var handler =
              Objects.requireNonNull(table.handler((int) VcpuEvents.KVM_SET_MP_STATE.number()));
          return table.on(
              VcpuEvents.KVM_SET_MP_STATE,
              (vcpu, call) -> {
                Result result = handler.handle(vcpu, call);
                vcpu.interrupts().initAndSipi().accept();
                return result;
              });
        });
  }
}
