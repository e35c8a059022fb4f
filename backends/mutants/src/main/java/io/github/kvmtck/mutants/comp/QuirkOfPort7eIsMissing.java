package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.AnotherPort;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_fast_pio_out without KVM_X86_QUIRK_OUT_7E_INC_RIP. */
public final class QuirkOfPort7eIsMissing extends ModelMutant {
  public QuirkOfPort7eIsMissing() {
    super(
        Breach.of(
                "COMP-12",
                "quirk-of-port-7e-is-missing",
                "A write to port 0x7E exits with RIP on the OUT though the quirk is on.")
            .seenAs("RIP is past the OUT", "RIP is 0x1000"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(Parts.PORT_IO, io -> new AnotherPort(io, 0x10));
  }
}
