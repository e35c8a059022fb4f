package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.iow;

/** Writes that KVM collects without an exit (api.rst 4.116). */
public final class CoalescedIo {
  private CoalescedIo() {}

  /** A range of addresses or ports. */
  public static final Struct COALESCED_MMIO_ZONE =
      struct("kvm_coalesced_mmio_zone", u64("addr"), u32("size"), union(u32("pad"), u32("pio")));

  /** api.rst 4.116. */
  public static final Request KVM_REGISTER_COALESCED_MMIO =
      iow("KVM_REGISTER_COALESCED_MMIO", 0x67, COALESCED_MMIO_ZONE, VM);

  /** api.rst 4.116. */
  public static final Request KVM_UNREGISTER_COALESCED_MMIO =
      iow("KVM_UNREGISTER_COALESCED_MMIO", 0x68, COALESCED_MMIO_ZONE, VM);

  /** One write. */
  public static final Struct COALESCED_MMIO =
      struct(
          "kvm_coalesced_mmio",
          u64("phys_addr"),
          u32("len"),
          union(u32("pad"), u32("pio")),
          u8("data[8]"));

  /**
   * The ring, at page {@link SystemApi#KVM_COALESCED_MMIO_PAGE_OFFSET} of the mapping of any vCPU
   * fd.
   */
  public static final Struct COALESCED_MMIO_RING =
      struct(
          "kvm_coalesced_mmio_ring",
          u32("first"),
          u32("last"),
          member(COALESCED_MMIO, "coalesced_mmio[]"));
}
