package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP;

import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Parts;

/** A host on which every write has a running vCPU, as on x86 up to Linux 7.0. */
public final class RingWithoutBitmap implements Variation {
  @Override
  public String name() {
    return "ring-without-bitmap";
  }

  @Override
  public String description() {
    return "host flavour: dirty rings have no backup bitmap, as on x86 up to Linux 7.0";
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint
        .change(Parts.CAPABILITIES, table -> table.with(KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP, 0))
        .change(
            Parts.ENABLES,
            table ->
                table.with(
                    KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP, (vm, arguments) -> IoctlCall.INVALID));
  }
}
