package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Parts;

/**
 * A host on which KVM also writes where no vCPU runs (CONFIG_NEED_KVM_DIRTY_RING_WITH_BITMAP, which
 * arch/arm64/kvm/Kconfig selects and arch/x86/kvm/Kconfig does not).
 */
public final class RingWithBitmap implements Variation {
  @Override
  public String name() {
    return "ring-with-bitmap";
  }

  @Override
  public String description() {
    return "host flavour: dirty rings may have a backup bitmap, as on arm64 and on no x86 up to"
        + " 7.0";
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint
        .change(Parts.CAPABILITIES, table -> table.with(KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP, 1))
        .change(
            Parts.ENABLES,
            table ->
                table.with(
                    KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP,
                    (vm, arguments) -> {
                      Errno errno = vm.dirtyTracking().enableBitmaps();
                      return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
                    }));
  }
}
