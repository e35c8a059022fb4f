package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.s64;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.ior;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** PIT, kvmclock and TSC. */
public final class Timers {
  private Timers() {}

  /** One channel of the 8254. */
  public static final Struct PIT_CHANNEL_STATE =
      struct(
          "kvm_pit_channel_state",
          u32("count"), // can be 65536
          u16("latched_count"),
          u8("count_latched"),
          u8("status_latched"),
          u8("status"),
          u8("read_state"),
          u8("write_state"),
          u8("write_latch"),
          u8("rw_mode"),
          u8("mode"),
          u8("bcd"),
          u8("gate"),
          s64("count_load_time"));

  /** For KVM_GET_PIT and KVM_SET_PIT. */
  public static final Struct PIT_STATE =
      struct("kvm_pit_state", member(PIT_CHANNEL_STATE, "channels[3]"));

  /** For KVM_GET_PIT2 and KVM_SET_PIT2. */
  public static final Struct PIT_STATE2 =
      struct(
          "kvm_pit_state2",
          member(PIT_CHANNEL_STATE, "channels[3]"),
          u32("flags"),
          u32("reserved[9]"));

  /** Flags of {@link #PIT_STATE2}. */
  public static final int KVM_PIT_FLAGS_HPET_LEGACY = 0x00000001;

  public static final int KVM_PIT_FLAGS_SPEAKER_DATA_ON = 0x00000002;

  /** For KVM_CREATE_PIT2. */
  public static final Struct PIT_CONFIG = struct("kvm_pit_config", u32("flags"), u32("pad[15]"));

  /** A flag of {@link #PIT_CONFIG}. */
  public static final int KVM_PIT_SPEAKER_DUMMY = 1;

  /** Superseded by KVM_CREATE_PIT2. */
  public static final Request KVM_CREATE_PIT = io("KVM_CREATE_PIT", 0x64, VM);

  /** api.rst 4.71. EEXIST, ENOENT without an in-kernel PIC. */
  public static final Request KVM_CREATE_PIT2 = iow("KVM_CREATE_PIT2", 0x77, PIT_CONFIG, VM);

  /** Superseded by KVM_GET_PIT2. */
  public static final Request KVM_GET_PIT = iowr("KVM_GET_PIT", 0x65, PIT_STATE, VM);

  /** Superseded by KVM_SET_PIT2. */
  public static final Request KVM_SET_PIT = ior("KVM_SET_PIT", 0x66, PIT_STATE, VM);

  /** api.rst 4.72. */
  public static final Request KVM_GET_PIT2 = ior("KVM_GET_PIT2", 0x9f, PIT_STATE2, VM);

  /** api.rst 4.73. */
  public static final Request KVM_SET_PIT2 = iow("KVM_SET_PIT2", 0xa0, PIT_STATE2, VM);

  /** For KVM_REINJECT_CONTROL. */
  public static final Struct REINJECT_CONTROL =
      struct("kvm_reinject_control", u8("pit_reinject"), u8("reserved[31]"));

  /** api.rst 4.99. A pointer, though its number says there is none. */
  public static final Request KVM_REINJECT_CONTROL =
      io("KVM_REINJECT_CONTROL", 0x71, VM).pointingTo(REINJECT_CONTROL);

  /** For KVM_GET_CLOCK and KVM_SET_CLOCK. */
  public static final Struct CLOCK_DATA =
      struct(
          "kvm_clock_data",
          u64("clock"),
          u32("flags"),
          u32("pad0"),
          u64("realtime"),
          u64("host_tsc"),
          u32("pad[4]"));

  /** Flags of {@link #CLOCK_DATA}. */
  public static final int KVM_CLOCK_TSC_STABLE = 2;

  public static final int KVM_CLOCK_REALTIME = 1 << 2;
  public static final int KVM_CLOCK_HOST_TSC = 1 << 3;

  /** api.rst 4.29. */
  public static final Request KVM_GET_CLOCK = ior("KVM_GET_CLOCK", 0x7c, CLOCK_DATA, VM);

  /** api.rst 4.30. */
  public static final Request KVM_SET_CLOCK = iow("KVM_SET_CLOCK", 0x7b, CLOCK_DATA, VM);

  /** api.rst 4.70. Tells the guest that it was paused. */
  public static final Request KVM_KVMCLOCK_CTRL = io("KVM_KVMCLOCK_CTRL", 0xad, VCPU);

  /** api.rst 4.55. Takes a frequency. */
  public static final Request KVM_SET_TSC_KHZ = io("KVM_SET_TSC_KHZ", 0xa2, VCPU, VM).taking();

  /** api.rst 4.56. Returns the frequency. */
  public static final Request KVM_GET_TSC_KHZ = io("KVM_GET_TSC_KHZ", 0xa3, VCPU, VM);
}
