package io.github.kvmtck.mutants.race;

import io.github.kvmtck.mutants.Breach;

/** A hole that a slot has left is told from one that always was. */
public final class MmioFetchIsNotForSlotsThatGo extends FetchIsNotForSlotsThatGo {
  public MmioFetchIsNotForSlotsThatGo() {
    super(
        Breach.of(
                "RACE-01",
                "mmio-fetch-is-not-for-slots-that-go",
                "The exit that was proposed for a fetch does not come where a slot is being"
                    + " replaced.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR")
            .seenAs(
                "every exit is for an MMIO read of 0 bytes at",
                "others: .KVM_EXIT_INTERNAL_ERROR"));
  }
}
