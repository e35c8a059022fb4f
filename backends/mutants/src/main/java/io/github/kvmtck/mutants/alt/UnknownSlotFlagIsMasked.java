package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Silently masked. */
public final class UnknownSlotFlagIsMasked extends CallMutant {
  public UnknownSlotFlagIsMasked() {
    super(
        Breach.of(
                "ALT-03",
                "unknown-slot-flag-is-masked",
                "A flag of a slot that the kernel does not know is passed over.")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      if (!call.is(Memslots.KVM_SET_USER_MEMORY_REGION2)) {
        return call.proceed();
      }
      StructValue region = call.argument(Memslots.USERSPACE_MEMORY_REGION2);
      call.argument(
          region.with("flags", region.get("flags") & ~ProposedMemslots.KVM_MEM_USER_EXIT));
      return call.proceed();
    };
  }
}
