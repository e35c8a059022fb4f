package io.github.kvmtck.reference.state;

import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** struct kvm_regs. */
public final class Regs {
  /** The processor's number of each register, in the order of the structure. */
  private static final int[] ORDER = {
    Gpr.RAX, Gpr.RBX, Gpr.RCX, Gpr.RDX, Gpr.RSI, Gpr.RDI, Gpr.RSP, Gpr.RBP, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private static final long RIP = Registers.REGS.offset("rip");
  private static final long RFLAGS = Registers.REGS.offset("rflags");

  private Regs() {}

  /** __get_regs. */
  public static void get(Vcpu vcpu, MemorySegment out) {
    Cpu cpu = vcpu.cpu();
    for (int i = 0; i < ORDER.length; i++) {
      out.set(ValueLayout.JAVA_LONG_UNALIGNED, (long) i * Long.BYTES, cpu.r[ORDER[i]]);
    }
    out.set(ValueLayout.JAVA_LONG_UNALIGNED, RIP, cpu.rip);
    out.set(ValueLayout.JAVA_LONG_UNALIGNED, RFLAGS, cpu.flags.get());
  }

  /**
   * __set_regs: a pending exception is forgotten and an injected one is not, and an instruction
   * that is still in the emulator loses what it would have loaded (rule COMP-14).
   */
  public static void set(Vcpu vcpu, MemorySegment in) {
    Cpu cpu = vcpu.cpu();
    for (int i = 0; i < ORDER.length; i++) {
      cpu.r[ORDER[i]] = in.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) i * Long.BYTES);
    }
    cpu.rip = in.get(ValueLayout.JAVA_LONG_UNALIGNED, RIP);
    cpu.flags.set(in.get(ValueLayout.JAVA_LONG_UNALIGNED, RFLAGS));
    cpu.refresh();
    cpu.events.clearPending();
    vcpu.events().forgetPendingException();
    vcpu.settings().noteRegistersWritten();
  }
}
