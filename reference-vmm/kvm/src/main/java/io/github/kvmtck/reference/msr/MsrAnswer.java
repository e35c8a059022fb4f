package io.github.kvmtck.reference.msr;

import io.github.kvmtck.api.uapi.Msrs;

/** What an access to an MSR comes to. */
public enum MsrAnswer {
  DONE(0),
  /** The register exists, the access is not allowed: #GP. */
  INVALID(Msrs.KVM_MSR_EXIT_REASON_INVAL),
  /** There is no such register. */
  UNKNOWN(Msrs.KVM_MSR_EXIT_REASON_UNKNOWN),
  /** KVM_X86_SET_MSR_FILTER denies it. */
  FILTERED(Msrs.KVM_MSR_EXIT_REASON_FILTER);

  private final int reason;

  MsrAnswer(int reason) {
    this.reason = reason;
  }

  /** KVM_MSR_EXIT_REASON_*, or 0. */
  public int reason() {
    return reason;
  }
}
