package io.github.kvmtck.reference.variation;

import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FastPortIo;
import io.github.kvmtck.reference.run.HardwareFaults;
import java.util.Set;

/** A host with VMX or SVM: mainline's default, by name. */
public final class FastPortIoHost implements Variation {
  @Override
  public String name() {
    return "fast-port-io";
  }

  @Override
  public String description() {
    return "host flavour: port I/O without emulation, #UD queued on a failed fetch (VMX, SVM)";
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(EmulatorPathHost.FLAVOUR);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.PORT_IO, new FastPortIo()).with(Parts.FAULTS, new HardwareFaults());
  }
}
