package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A read-only slot is a device, as far as the guest can see. */
public final class ReadOnlySlotHasNoCode extends CallMutant {
  public ReadOnlySlotHasNoCode() {
    super(
        Breach.of(
                "FETCH-12",
                "read-only-slot-has-no-code",
                "Nothing can be fetched from a read-only slot.")
            .seenAs(
                "KVM_RUN returns 0 for (?:a 1-byte write of 0x5A|KVM_EXIT_HLT)",
                "KVM_RUN returns 0 for KVM_EXIT_(INTERNAL_ERROR|SHUTDOWN)"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(Memslots.KVM_SET_USER_MEMORY_REGION)
                && call.argument(Memslots.USERSPACE_MEMORY_REGION).get("flags")
                    == Memslots.KVM_MEM_READONLY
            ? Result.ZERO
            : call.proceed();
  }
}
