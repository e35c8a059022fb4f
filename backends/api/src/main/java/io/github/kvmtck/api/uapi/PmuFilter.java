package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.iow;

/** Which performance events the guest may count (api.rst 4.120). */
public final class PmuFilter {
  private PmuFilter() {}

  /** For KVM_SET_PMU_EVENT_FILTER. */
  public static final Struct PMU_EVENT_FILTER =
      struct(
          "kvm_pmu_event_filter",
          u32("action"),
          u32("nevents"),
          u32("fixed_counter_bitmap"),
          u32("flags"),
          u32("pad[4]"),
          u64("events[]"));

  /** Values of action, a flag, and the bit of KVM_CAP_PMU_CAPABILITY. */
  public static final int KVM_PMU_EVENT_ALLOW = 0;

  public static final int KVM_PMU_EVENT_DENY = 1;
  public static final int KVM_PMU_EVENT_FLAG_MASKED_EVENTS = 1 << 0;
  public static final int KVM_PMU_CAP_DISABLE = 1 << 0;

  /** api.rst 4.120. */
  public static final Request KVM_SET_PMU_EVENT_FILTER =
      iow("KVM_SET_PMU_EVENT_FILTER", 0xb2, PMU_EVENT_FILTER, VM);
}
