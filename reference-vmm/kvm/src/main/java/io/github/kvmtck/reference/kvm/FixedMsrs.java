package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Registers without anything behind them, which some guests use all the same (kvm_get_msr_common,
 * kvm_set_msr_common).
 */
final class FixedMsrs {
  private static final int[] COUNTERS = {0xc1, 0xc2, 0x186, 0x187};
  private static final int[] LAST_BRANCHES = {0x1db, 0x1dc, 0x1dd, 0x1de};

  /** How they are made, by index. */
  static final Map<Integer, Function<Vcpu, MsrRegister>> MODEL = model();

  private FixedMsrs() {}

  private static Map<Integer, Function<Vcpu, MsrRegister>> model() {
    Map<Integer, Function<Vcpu, MsrRegister>> model = new HashMap<>();
    model.put(0x0, vcpu -> new Always(0, false)); // IA32_P5_MC_ADDR
    model.put(0x1, vcpu -> new Always(0, false)); // IA32_P5_MC_TYPE
    model.put(0x17, vcpu -> new Always(0, false)); // IA32_PLATFORM_ID
    model.put(0x2a, vcpu -> new Always(0, false)); // IA32_EBL_CR_POWERON
    model.put(0x2c, vcpu -> new Always(1 << 24, false)); // MSR_EBC_FREQUENCY_ID
    model.put(0xcd, vcpu -> new Always(3, false)); // MSR_FSB_FREQ
    model.put(0x198, vcpu -> new Always(0x400_0000_03e8L, false)); // IA32_PERF_STATUS
    model.put(0x1fc, vcpu -> MsrRegister.stored(0, -1)); // MSR_POWER_CTL
    for (int counter : COUNTERS) {
      model.put(counter, vcpu -> new Always(0, true));
    }
    for (int branch : LAST_BRANCHES) {
      model.put(branch, vcpu -> new Kept(0, (value, host) -> host && value == 0));
    }
    return model;
  }

  /** Reads as one value. */
  private record Always(long value, boolean ignoresWrites) implements MsrRegister {
    @Override
    public long get() {
      return value;
    }

    @Override
    public boolean set(long next, boolean host) {
      return ignoresWrites;
    }
  }
}
