package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** What userspace leaves in kvm_run is executed. */
public final class OwnFetchTakesBytesOfUserspace extends FetchTakesBytesOfUserspace {
  public OwnFetchTakesBytesOfUserspace() {
    super(
        Breach.of(
                "FETCH-21",
                "own-fetch-takes-bytes-of-userspace",
                "The exit reason for a fetch is answered by userspace with the bytes of the"
                    + " instruction.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for (?:a failed fetch at|a 1-byte write of 0x5A)",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }
}
