package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.cpuid.CpuidTable;
import io.github.kvmtck.reference.irqchip.ApicMode;

/** CPUID of a vCPU as it is now: what the client has set, and what follows from registers. */
public final class VcpuCpuid {
  private static final long CR4_OSXSAVE = 1 << 18;
  private static final long CR4_PKE = 1 << 22;

  /** x87 and SSE, with the header. */
  private static final int XSAVE_BYTES = 576;

  private VcpuCpuid() {}

  /** What the guest sees of a table. */
  public static CpuidTable of(Vcpu vcpu, CpuidTable table) {
    long cr4 = vcpu.cpu().control.cr4();
    return table.at(
        new CpuidTable.Dynamic(
            (cr4 & CR4_OSXSAVE) != 0,
            (vcpu.interrupts().apicBase() & ApicMode.ENABLE) != 0,
            (cr4 & CR4_PKE) != 0,
            XSAVE_BYTES));
  }
}
