package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Hyper-V's MSRs by which a guest says that it resets or has crashed: userspace is told with
 * KVM_EXIT_SYSTEM_EVENT (kvm_hv_set_msr_pw).
 */
final class HypervEndMsrs {
  private static final int RESET = 0x4000_0003;
  private static final int CRASH_P0 = 0x4000_0100;
  private static final int CRASH_CTL = 0x4000_0105;

  /** HV_MSR_RESET_AVAILABLE in CPUID 0x40000003 EAX. */
  private static final int RESET_AVAILABLE = 1 << 7;

  /** HV_FEATURE_GUEST_CRASH_MSR_AVAILABLE in CPUID 0x40000003 EDX. */
  private static final int CRASH_AVAILABLE = 1 << 10;

  /** HV_CRASH_CTL_CRASH_NOTIFY. */
  private static final long CRASH_NOTIFY = 1L << 63;

  /** How they are made, by index. */
  static final Map<Integer, Function<Vcpu, MsrRegister>> MODEL = model();

  private HypervEndMsrs() {}

  private static Map<Integer, Function<Vcpu, MsrRegister>> model() {
    Map<Integer, Function<Vcpu, MsrRegister>> model = new HashMap<>();
    model.put(RESET, Reset::new);
    model.put(CRASH_CTL, CrashControl::new);
    for (int i = 0; i < VmHyperv.CRASH_PARAMETERS; i++) {
      int parameter = i;
      model.put(CRASH_P0 + i, vcpu -> new CrashParameter(vcpu, parameter));
    }
    return model;
  }

  private static boolean crashShown(Vcpu vcpu) {
    return vcpu.hyperv().permits(vcpu.hyperv().features().edx(), CRASH_AVAILABLE);
  }

  /** The exit comes before the next instruction. */
  private static void ask(Vcpu vcpu, int request, boolean host) {
    vcpu.request(request);
    if (!host) {
      vcpu.cpu().stopAfter();
    }
  }

  private record Reset(Vcpu vcpu) implements MsrRegister {
    @Override
    public boolean guestReads() {
      return vcpu.hyperv().permits(vcpu.hyperv().features().eax(), RESET_AVAILABLE);
    }

    @Override
    public long get() {
      return 0;
    }

    @Override
    public boolean set(long value, boolean host) {
      if (!host && !guestReads()) {
        return false;
      }
      if (value == 1) {
        ask(vcpu, Requests.HV_RESET, host);
      }
      return true;
    }
  }

  /** What the guest tells of its crash; KVM keeps it for userspace. */
  private record CrashParameter(Vcpu vcpu, int index) implements MsrRegister {
    @Override
    public boolean guestReads() {
      return crashShown(vcpu);
    }

    @Override
    public long get() {
      return vcpu.vm().hyperv().crashParameter(index);
    }

    @Override
    public boolean set(long value, boolean host) {
      if (!host && !guestReads()) {
        return false;
      }
      vcpu.vm().hyperv().crashParameter(index, value);
      return true;
    }
  }

  /** Userspace says by it what the guest may ask for; the guest asks. */
  private record CrashControl(Vcpu vcpu) implements MsrRegister {
    @Override
    public boolean guestReads() {
      return crashShown(vcpu);
    }

    @Override
    public long get() {
      return vcpu.vm().hyperv().crashControl();
    }

    @Override
    public boolean set(long value, boolean host) {
      if (host) {
        vcpu.vm().hyperv().crashControl(value & CRASH_NOTIFY);
        return true;
      }
      if (!guestReads()) {
        return false;
      }
      if ((value & CRASH_NOTIFY) != 0) {
        ask(vcpu, Requests.HV_CRASH, false);
      }
      return true;
    }
  }
}
