package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** What userspace leaves in kvm_run is executed. */
public final class MmioFetchTakesBytesOfUserspace extends FetchTakesBytesOfUserspace {
  public MmioFetchTakesBytesOfUserspace() {
    super(
        Breach.of(
                "FETCH-21",
                "mmio-fetch-takes-bytes-of-userspace",
                "The MMIO exit for a fetch is answered by userspace with the bytes of the"
                    + " instruction.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for (?:an MMIO read of 0 bytes at|a 1-byte write of 0x5A)",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }
}
