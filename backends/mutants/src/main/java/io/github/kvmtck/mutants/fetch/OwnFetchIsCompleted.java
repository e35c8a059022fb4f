package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** complete_userspace_io is armed. */
public final class OwnFetchIsCompleted extends FetchIsCompleted {
  public OwnFetchIsCompleted() {
    super(
        Breach.of(
                "FETCH-21",
                "own-fetch-is-completed",
                "The exit reason for a fetch is completed by skipping a byte.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at 0x20010",
                "KVM_RUN returns 0 for a failed fetch at 0x20011")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x5A",
                "KVM_RUN returns 0 for (?:an MMIO|a failed|a 1-byte|KVM_EXIT)")
            .seenAs("no register has changed", "changed: rip")
            .seenAs("kvm_run.flags is 0", "kvm_run.flags is 0x8000"));
  }
}
