package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.reference.msr.MsrRegister.constant;
import static io.github.kvmtck.reference.msr.MsrRegister.stored;

import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.msr.MsrAnswer;
import io.github.kvmtck.reference.msr.MsrRegister;
import io.github.kvmtck.x86.cpu.Segment;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** The model-specific registers of a vCPU. */
public final class VcpuMsrs {
  private static final int IA32_TSC = 0x10;
  private static final int IA32_APIC_BASE = 0x1b;
  private static final int IA32_TSC_DEADLINE = 0x6e0;
  private static final int X2APIC_PAGE = 0x8;
  private static final int IA32_EFER = 0xc0000080;
  private static final int IA32_FS_BASE = 0xc0000100;
  private static final int IA32_GS_BASE = 0xc0000101;
  private static final int KVM_SYSTEM_TIME_NEW = 0x4b564d01;
  private static final int KVM_SYSTEM_TIME = 0x12;
  private static final long PAT_AT_RESET = 0x0007_0406_0007_0406L;
  private static final long PAT_WRITABLE = 0x0707_0707_0707_0707L;
  private static final long LOW_32 = 0xffff_ffffL;

  /** How the registers that every vCPU has are made. */
  private static final Map<Integer, Function<VcpuMsrs, MsrRegister>> MODEL = model();

  private final Vcpu vcpu;
  private final Tsc tsc = new Tsc();
  private final Map<Integer, MsrRegister> registers = new TreeMap<>();

  VcpuMsrs(Vcpu vcpu) {
    this.vcpu = vcpu;
    MODEL.forEach((index, make) -> registers.put(index, make.apply(this)));
  }

  private static Map<Integer, Function<VcpuMsrs, MsrRegister>> model() {
    Map<Integer, Function<VcpuMsrs, MsrRegister>> model = new TreeMap<>(Integer::compareUnsigned);
    model.put(IA32_TSC, msrs -> msrs.tsc);
    model.put(IA32_APIC_BASE, msrs -> new ControlMsrs.Base(msrs.vcpu));
    model.put(IA32_EFER, msrs -> new ControlMsrs.Efer(msrs.vcpu));
    model.put(IA32_FS_BASE, msrs -> new ControlMsrs.SegmentBase(msrs.vcpu, Segment.FS));
    model.put(IA32_GS_BASE, msrs -> new ControlMsrs.SegmentBase(msrs.vcpu, Segment.GS));
    model.put(0x11, msrs -> new WallClock(msrs.vcpu)); // MSR_KVM_WALL_CLOCK
    model.put(KVM_SYSTEM_TIME, msrs -> stored(0, -1));
    model.put(0x8b, msrs -> constant(0x1_0000_0000L)); // IA32_BIOS_SIGN_ID
    model.put(0xfe, msrs -> constant(0x508)); // IA32_MTRRCAP
    model.put(0x174, msrs -> stored(0, LOW_32)); // IA32_SYSENTER_CS
    model.put(0x175, msrs -> stored(0, -1)); // IA32_SYSENTER_ESP
    model.put(0x176, msrs -> stored(0, -1)); // IA32_SYSENTER_EIP
    model.put(0x179, msrs -> constant(0)); // IA32_MCG_CAP
    model.put(0x1a0, msrs -> stored(1, LOW_32)); // IA32_MISC_ENABLE
    model.put(0x277, msrs -> stored(PAT_AT_RESET, PAT_WRITABLE)); // IA32_PAT
    model.put(0x2ff, msrs -> stored(0, 0xcff)); // IA32_MTRR_DEF_TYPE
    model.put(0x9e, msrs -> new ControlMsrs.Smbase(msrs.vcpu)); // IA32_SMBASE
    model.put(0x4b564d00, msrs -> new WallClock(msrs.vcpu)); // MSR_KVM_WALL_CLOCK_NEW
    model.put(IA32_TSC_DEADLINE, msrs -> msrs.new TscDeadline());
    model.put(0x4b564d03, msrs -> msrs.vcpu.stealTime()); // MSR_KVM_STEAL_TIME
    model.put(KVM_SYSTEM_TIME_NEW, msrs -> stored(0, -1));
    model.put(0xc0000081, msrs -> stored(0, -1)); // IA32_STAR
    model.put(0xc0000082, msrs -> stored(0, -1)); // IA32_LSTAR
    model.put(0xc0000083, msrs -> stored(0, -1)); // IA32_CSTAR
    model.put(0xc0000084, msrs -> stored(0, LOW_32)); // IA32_FMASK
    model.put(0xc0000102, msrs -> stored(0, -1)); // IA32_KERNEL_GS_BASE
    model.put(0xc0000103, msrs -> stored(0, LOW_32)); // IA32_TSC_AUX
    HypervMsrs.MODEL.forEach((index, make) -> model.put(index, msrs -> make.apply(msrs.vcpu)));
    return Collections.unmodifiableMap(model);
  }

  /** The registers that KVM_GET_MSR_INDEX_LIST names. */
  public static List<Integer> indices() {
    return List.copyOf(MODEL.keySet());
  }

  /** What RDTSC reads. */
  long timestamp() {
    return tsc.get();
  }

  /** What a read by the guest answers: the client's filter comes first. */
  MsrAnswer canReadByGuest(int index) {
    if (!allowed(index, Msrs.KVM_MSR_FILTER_READ)) {
      return MsrAnswer.FILTERED;
    }
    MsrRegister register = registers.get(index);
    return register == null || register.guestReads() ? canRead(index) : MsrAnswer.INVALID;
  }

  /** A write by the guest. */
  MsrAnswer writeByGuest(int index, long value) {
    return allowed(index, Msrs.KVM_MSR_FILTER_WRITE)
        ? write(index, value, false)
        : MsrAnswer.FILTERED;
  }

  private boolean allowed(int index, int access) {
    return vcpu.vm().settings().msrFilter().allows(index, access);
  }

  /** What a read answers. Where it is {@link MsrAnswer#DONE}, {@link #value} has the value. */
  public MsrAnswer canRead(int index) {
    if (isX2apic(index)) {
      return x2apic(index).isPresent() ? MsrAnswer.DONE : MsrAnswer.INVALID;
    }
    return registers.containsKey(index) ? MsrAnswer.DONE : MsrAnswer.UNKNOWN;
  }

  /**
   * The value of a register that exists.
   *
   * @throws IllegalArgumentException for one that does not
   */
  public long value(int index) {
    if (isX2apic(index)) {
      return x2apic(index).orElseThrow();
    }
    MsrRegister register = registers.get(index);
    if (register == null) {
      throw new IllegalArgumentException("there is no MSR 0x" + Integer.toHexString(index));
    }
    return register.get();
  }

  /**
   * Writes a register.
   *
   * @param host see {@link MsrRegister#set}
   */
  public MsrAnswer write(int index, long value, boolean host) {
    if (isX2apic(index)) {
      LocalApic apic = vcpu.interrupts().apic();
      return apic != null && apic.access().writeMsr(index, value)
          ? MsrAnswer.DONE
          : MsrAnswer.INVALID;
    }
    MsrRegister register = registers.get(index);
    if (register == null) {
      return MsrAnswer.UNKNOWN;
    }
    return register.set(value, host) ? MsrAnswer.DONE : MsrAnswer.INVALID;
  }

  private static boolean isX2apic(int index) {
    return index >>> 8 == X2APIC_PAGE;
  }

  private OptionalLong x2apic(int index) {
    LocalApic apic = vcpu.interrupts().apic();
    return apic == null ? OptionalLong.empty() : apic.access().readMsr(index);
  }

  /** Whether the guest uses kvmclock (vcpu-&gt;arch.pv_time.active). */
  public boolean kvmclockActive() {
    return ((value(KVM_SYSTEM_TIME) | value(KVM_SYSTEM_TIME_NEW)) & 1) != 0;
  }

  private final class Tsc implements MsrRegister {
    private long offset;

    @Override
    public long get() {
      return vcpu.vm().clock().tsc() + offset;
    }

    @Override
    public boolean set(long value, boolean host) {
      offset = value - vcpu.vm().clock().tsc();
      return true;
    }
  }

  /** Written in another mode of the timer it is dropped, and that is a success (rule SAVE-17). */
  private final class TscDeadline implements MsrRegister {
    @Override
    public long get() {
      LocalApic apic = vcpu.interrupts().apic();
      return apic == null ? 0 : apic.tscDeadline();
    }

    @Override
    public boolean set(long value, boolean host) {
      LocalApic apic = vcpu.interrupts().apic();
      if (apic != null) {
        apic.tscDeadline(value);
      }
      return true;
    }
  }
}
