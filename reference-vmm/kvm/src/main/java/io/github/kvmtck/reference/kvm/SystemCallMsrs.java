package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import io.github.kvmtck.x86.cpu.Control;
import java.util.Map;
import java.util.function.Function;

/** Where SYSENTER, SYSCALL and SWAPGS go (SDM vol. 3, 6.8.7 and 6.8.8). */
final class SystemCallMsrs {
  private static final long LOW_32 = 0xffff_ffffL;

  /** How they are made, by index. */
  static final Map<Integer, Function<Vcpu, MsrRegister>> MODEL =
      Map.of(
          0x174, // IA32_SYSENTER_CS
          vcpu -> MsrRegister.stored(0, -1),
          0x175, // IA32_SYSENTER_ESP
          Extended::new,
          0x176, // IA32_SYSENTER_EIP
          Extended::new,
          0xc0000081, // IA32_STAR
          vcpu -> MsrRegister.stored(0, -1),
          0xc0000082, // IA32_LSTAR
          SystemCallMsrs::address,
          0xc0000083, // IA32_CSTAR
          SystemCallMsrs::address,
          0xc0000084, // IA32_FMASK
          vcpu -> MsrRegister.stored(0, -1),
          0xc0000102, // IA32_KERNEL_GS_BASE
          SystemCallMsrs::address,
          0xc0000103, // IA32_TSC_AUX
          vcpu -> MsrRegister.stored(0, LOW_32));

  private SystemCallMsrs() {}

  private static MsrRegister address(Vcpu vcpu) {
    return new Kept(0, (value, _) -> vcpu.cpu().control.canonical(value));
  }

  /** An address that is made canonical where it is not (__kvm_set_msr). */
  private static final class Extended implements MsrRegister {
    private final Vcpu vcpu;
    private long value;

    Extended(Vcpu vcpu) {
      this.vcpu = vcpu;
    }

    @Override
    public long get() {
      return value;
    }

    @Override
    public boolean set(long next, boolean host) {
      int above = (vcpu.cpu().control.cr4() & Control.CR4_LA57) != 0 ? 64 - 57 : 64 - 48;
      value = next << above >> above;
      return true;
    }
  }
}
