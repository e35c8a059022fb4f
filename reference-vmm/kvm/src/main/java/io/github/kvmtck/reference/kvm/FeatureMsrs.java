package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Paravirtual;
import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Registers that say what the processor can do. What the host can do the system tells
 * (KVM_GET_MSR_FEATURE_INDEX_LIST; api.rst 4.3 and 4.18), and a client tells the guest.
 */
public final class FeatureMsrs {
  private static final int MICROCODE = 0x8b;
  private static final int PLATFORM_INFO = 0xce;
  private static final int ARCH_CAPABILITIES = 0x10a;
  private static final int FEATURES_ENABLES = 0x140;
  private static final int PERF_CAPABILITIES = 0x345;

  /** Whether the host polls before it lets a halted vCPU sleep: nothing of it is seen. */
  private static final int POLL_CONTROL = Paravirtual.MSR_KVM_POLL_CONTROL;

  private static final long MICROCODE_REVISION = 0x1_0000_0000L;

  /** MSR_PLATFORM_INFO_CPUID_FAULT. */
  private static final long CAN_FAULT = 1L << 31;

  /** MSR_MISC_FEATURES_ENABLES_CPUID_FAULT. */
  private static final long FAULTS = 1;

  private static final Map<Integer, Long> OF_HOST =
      Map.of(
          MICROCODE,
          MICROCODE_REVISION,
          ARCH_CAPABILITIES,
          0L,
          PERF_CAPABILITIES,
          0L,
          PLATFORM_INFO,
          CAN_FAULT);

  /** How they are made, by index. */
  static final Map<Integer, Function<VcpuMsrs, MsrRegister>> MODEL =
      Map.of(
          MICROCODE,
          msrs -> new Kept(MICROCODE_REVISION, (_, host) -> host),
          PLATFORM_INFO,
          msrs -> new PlatformInfo(msrs.vcpu(), msrs.cpuidFaulting()),
          FEATURES_ENABLES,
          VcpuMsrs::cpuidFaulting,
          ARCH_CAPABILITIES,
          msrs -> new Absent(),
          POLL_CONTROL,
          msrs -> new Kept(1, (value, _) -> (value & ~1) == 0),
          PERF_CAPABILITIES,
          msrs -> new Absent());

  private FeatureMsrs() {}

  /** Those that the system tells of, in KVM's order. */
  public static List<Integer> indices() {
    return List.of(MICROCODE, ARCH_CAPABILITIES, PERF_CAPABILITIES, PLATFORM_INFO);
  }

  /** What the host can do; null for what is not told. */
  public static @Nullable Long ofHost(int index) {
    return OF_HOST.get(index);
  }

  /** CPUID faults above CPL 0 where the guest has asked for it. A client may put anything there. */
  static final class CpuidFaulting implements MsrRegister {
    private long platform = CAN_FAULT;
    private long value;

    boolean on() {
      return (value & FAULTS) != 0;
    }

    @Override
    public long get() {
      return value;
    }

    @Override
    public boolean set(long next, boolean host) {
      boolean possible = (platform & CAN_FAULT) != 0;
      if (!host && ((next & ~FAULTS) != 0 || next != 0 && !possible)) {
        return false;
      }
      value = next;
      return true;
    }
  }

  /** MSR_PLATFORM_INFO: whether CPUID can be made to fault. */
  private record PlatformInfo(Vcpu vcpu, CpuidFaulting faulting) implements MsrRegister {
    @Override
    public boolean guestReads() {
      return vcpu.vm().settings().platformInfo();
    }

    @Override
    public long get() {
      return faulting.platform;
    }

    @Override
    public boolean set(long value, boolean host) {
      if (!host || (value & CAN_FAULT) == 0 && faulting.on()) {
        return false;
      }
      faulting.platform = value;
      return true;
    }
  }

  /** Told of, and not in this processor: for a client it is 0, for a guest it does not exist. */
  private static final class Absent implements MsrRegister {
    @Override
    public boolean guestReads() {
      return false;
    }

    @Override
    public long get() {
      return 0;
    }

    @Override
    public boolean set(long value, boolean host) {
      return host && value == 0;
    }
  }
}
