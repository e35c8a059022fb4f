package io.github.kvmtck.mutants.race;

import io.github.kvmtck.mutants.Breach;

/** A hole that a slot has left is told from one that always was. */
public final class OwnFetchIsNotForSlotsThatGo extends FetchIsNotForSlotsThatGo {
  public OwnFetchIsNotForSlotsThatGo() {
    super(
        Breach.of(
                "RACE-01",
                "own-fetch-is-not-for-slots-that-go",
                "The exit that was proposed for a fetch does not come where a slot is being"
                    + " replaced.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at",
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR")
            .seenAs("every exit is for a failed fetch at", "others: .KVM_EXIT_INTERNAL_ERROR"));
  }
}
