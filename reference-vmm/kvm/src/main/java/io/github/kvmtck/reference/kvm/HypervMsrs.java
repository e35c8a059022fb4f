package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Hyper-V's synthetic MSRs, as far as the model has what is behind them (kvm_hv_set_msr_common).
 */
final class HypervMsrs {
  private static final int GUEST_OS_ID = 0x4000_0000;
  private static final int HYPERCALL = 0x4000_0001;
  private static final int VP_INDEX = 0x4000_0002;

  /** HV_MSR_HYPERCALL_AVAILABLE and HV_MSR_VP_INDEX_AVAILABLE in CPUID 0x40000003 EAX. */
  private static final int HYPERCALL_AVAILABLE = 1 << 5;

  private static final int VP_INDEX_AVAILABLE = 1 << 6;

  /** How they are made, by index. */
  static final Map<Integer, Function<Vcpu, MsrRegister>> MODEL = model();

  private HypervMsrs() {}

  private static Map<Integer, Function<Vcpu, MsrRegister>> model() {
    Map<Integer, Function<Vcpu, MsrRegister>> model = new HashMap<>(HypervEndMsrs.MODEL);
    model.put(GUEST_OS_ID, OsId::new);
    model.put(HYPERCALL, Page::new);
    model.put(VP_INDEX, VpIndex::new);
    return Map.copyOf(model);
  }

  private static boolean shown(Vcpu vcpu, int feature) {
    return vcpu.hyperv().permits(vcpu.hyperv().features().eax(), feature);
  }

  private record OsId(Vcpu vcpu) implements MsrRegister {
    @Override
    public boolean guestReads() {
      return shown(vcpu, HYPERCALL_AVAILABLE);
    }

    @Override
    public long get() {
      return vcpu.vm().hyperv().guestOsId();
    }

    @Override
    public boolean set(long value, boolean host) {
      if (!host && !guestReads()) {
        return false;
      }
      vcpu.vm().hyperv().guestOsId(value);
      return true;
    }
  }

  private record Page(Vcpu vcpu) implements MsrRegister {
    @Override
    public boolean guestReads() {
      return shown(vcpu, HYPERCALL_AVAILABLE);
    }

    @Override
    public long get() {
      return vcpu.vm().hyperv().hypercall();
    }

    @Override
    public boolean set(long value, boolean host) {
      return (host || guestReads()) && vcpu.vm().hyperv().hypercall(vcpu, value);
    }
  }

  /** The model's is the vCPU's id, and cannot be changed. */
  private record VpIndex(Vcpu vcpu) implements MsrRegister {
    @Override
    public boolean guestReads() {
      return shown(vcpu, VP_INDEX_AVAILABLE);
    }

    @Override
    public long get() {
      return vcpu.id();
    }

    @Override
    public boolean set(long value, boolean host) {
      return host && value == vcpu.id();
    }
  }
}
