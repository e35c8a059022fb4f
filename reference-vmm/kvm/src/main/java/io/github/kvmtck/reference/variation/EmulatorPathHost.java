package io.github.kvmtck.reference.variation;

import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.EmulatedPortIo;
import io.github.kvmtck.reference.run.EmulatorFaults;
import java.util.Set;

/** A host on which real mode runs in KVM's instruction emulator, such as kvm_pvm. */
public final class EmulatorPathHost implements Variation {
  static final String FLAVOUR = "a host flavour";

  @Override
  public String name() {
    return "emulator-path";
  }

  @Override
  public String description() {
    return "host flavour: port I/O through the instruction emulator, no #UD on a failed fetch";
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(FLAVOUR);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint
        .with(Parts.PORT_IO, new EmulatedPortIo())
        .with(Parts.FAULTS, new EmulatorFaults());
  }
}
