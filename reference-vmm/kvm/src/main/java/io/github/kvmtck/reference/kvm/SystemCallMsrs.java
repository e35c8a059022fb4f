package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import io.github.kvmtck.x86.cpu.CallRegisters;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Features;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/**
 * Where SYSENTER, SYSCALL and SWAPGS go (SDM vol. 3, 6.8.7 and 6.8.8): the processor has these
 * registers.
 */
final class SystemCallMsrs {
  private static final long LOW_32 = 0xffff_ffffL;

  /** How they are made, by index. */
  static final Map<Integer, Function<Vcpu, MsrRegister>> MODEL =
      Map.of(
          0x174, // IA32_SYSENTER_CS
          any(c -> c.sysenterCs, (c, value) -> c.sysenterCs = value),
          0x175, // IA32_SYSENTER_ESP
          extended(c -> c.sysenterEsp, (c, value) -> c.sysenterEsp = value),
          0x176, // IA32_SYSENTER_EIP
          extended(c -> c.sysenterEip, (c, value) -> c.sysenterEip = value),
          0xc0000081, // IA32_STAR
          any(c -> c.star, (c, value) -> c.star = value),
          0xc0000082, // IA32_LSTAR
          address(c -> c.lstar, (c, value) -> c.lstar = value),
          0xc0000083, // IA32_CSTAR
          address(c -> c.cstar, (c, value) -> c.cstar = value),
          0xc0000084, // IA32_FMASK
          any(c -> c.fmask, (c, value) -> c.fmask = value),
          0xc0000102, // IA32_KERNEL_GS_BASE
          address(c -> c.kernelGsBase, (c, value) -> c.kernelGsBase = value),
          0xc0000103, // IA32_TSC_AUX
          vcpu -> MsrRegister.stored(0, LOW_32));

  private SystemCallMsrs() {}

  private static Function<Vcpu, MsrRegister> any(
      ToLongFunction<CallRegisters> read, ObjLongConsumer<CallRegisters> write) {
    return vcpu -> new Register(vcpu.cpu(), read, write, Value.ANY);
  }

  private static Function<Vcpu, MsrRegister> address(
      ToLongFunction<CallRegisters> read, ObjLongConsumer<CallRegisters> write) {
    return vcpu -> new Register(vcpu.cpu(), read, write, Value.CANONICAL);
  }

  private static Function<Vcpu, MsrRegister> extended(
      ToLongFunction<CallRegisters> read, ObjLongConsumer<CallRegisters> write) {
    return vcpu -> new Register(vcpu.cpu(), read, write, Value.EXTENDED);
  }

  /** What may be written (__kvm_set_msr). */
  private enum Value {
    ANY,
    /** An address that is not canonical is refused. */
    CANONICAL,
    /** It is made canonical. */
    EXTENDED
  }

  private record Register(
      Cpu cpu, ToLongFunction<CallRegisters> read, ObjLongConsumer<CallRegisters> write, Value kind)
      implements MsrRegister {

    @Override
    public long get() {
      return read.applyAsLong(cpu.calls);
    }

    @Override
    public boolean set(long value, boolean host) {
      if (kind == Value.CANONICAL && !Features.canonical(value)) {
        return false;
      }
      write.accept(cpu.calls, kind == Value.EXTENDED ? Features.extended(value) : value);
      return true;
    }
  }
}
