package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.msr.MsrAnswer;
import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The model-specific registers of a vCPU. */
public final class VcpuMsrs {
  private static final int X2APIC_PAGE = 0x8;

  /** How the registers that every vCPU has are made. */
  private static final Map<Integer, Function<VcpuMsrs, MsrRegister>> MODEL = model();

  private final Vcpu vcpu;
  private final VcpuTsc tsc;
  private final KvmClock kvmClock;
  private final MachineCheck machineCheck;
  private final FeatureMsrs.CpuidFaulting cpuidFaulting = new FeatureMsrs.CpuidFaulting();
  private final Map<Integer, MsrRegister> registers = new TreeMap<>();

  VcpuMsrs(Vcpu vcpu) {
    this.vcpu = vcpu;
    this.tsc = new VcpuTsc(vcpu);
    this.kvmClock = new KvmClock(vcpu);
    this.machineCheck = new MachineCheck(vcpu);
    MODEL.forEach((index, make) -> registers.put(index, make.apply(this)));
  }

  private static Map<Integer, Function<VcpuMsrs, MsrRegister>> model() {
    Map<Integer, Function<VcpuMsrs, MsrRegister>> model = new TreeMap<>();
    model.putAll(ClockMsrs.MODEL);
    model.putAll(FeatureMsrs.MODEL);
    model.putAll(MachineCheck.MODEL);
    addTo(model, CacheMsrs.MODEL);
    addTo(model, ControlMsrs.MODEL);
    addTo(model, FixedMsrs.MODEL);
    addTo(model, HypervMsrs.MODEL);
    addTo(model, SystemCallMsrs.MODEL);
    return Collections.unmodifiableMap(model);
  }

  private static void addTo(
      Map<Integer, Function<VcpuMsrs, MsrRegister>> model,
      Map<Integer, Function<Vcpu, MsrRegister>> added) {
    added.forEach((index, make) -> model.put(index, msrs -> make.apply(msrs.vcpu)));
  }

  Vcpu vcpu() {
    return vcpu;
  }

  /** The time stamp counter. */
  public VcpuTsc tsc() {
    return tsc;
  }

  /** What KVM tells the guest of time. */
  public KvmClock kvmClock() {
    return kvmClock;
  }

  public MachineCheck machineCheck() {
    return machineCheck;
  }

  FeatureMsrs.CpuidFaulting cpuidFaulting() {
    return cpuidFaulting;
  }

  private @Nullable MsrRegister find(int index) {
    MsrRegister register = registers.get(index);
    return register != null && register.exists() ? register : null;
  }

  /** What a read by the guest answers: the client's filter comes first. */
  MsrAnswer canReadByGuest(int index) {
    if (!allowed(index, Msrs.KVM_MSR_FILTER_READ)) {
      return MsrAnswer.FILTERED;
    }
    MsrRegister register = find(index);
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
    return find(index) != null ? MsrAnswer.DONE : MsrAnswer.UNKNOWN;
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
    MsrRegister register = find(index);
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
    MsrRegister register = find(index);
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
}
