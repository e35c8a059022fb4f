package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.Set;

/** kvm_hv_set_msr_pw that does not look at the value. */
public final class AnyValueEndsTheGuest extends VcpuMutant {
  /** HV_X64_MSR_RESET and HV_X64_MSR_CRASH_CTL. */
  private static final Set<Long> MSRS = Set.of(0x4000_0003L, 0x4000_0105L);

  private static final long CRASH_NOTIFY = 1L << 31;

  public AnyValueEndsTheGuest() {
    super(
        Breach.of(
                "MP-08",
                "any-value-ends-the-guest",
                "A Hyper-V guest resets or has crashed whatever it writes.")
            .seenAs("KVM_RUN returns 0 for a 1-byte", "KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT")
            .seenAs("kvm_run.system_event.type is", "kvm_run.system_event.type is"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      Regs regs = call.regs();
      if (MSRS.contains(regs.get("rcx")) && regs.get("rax") == 0 && regs.get("rdx") == 0) {
        long reset = regs.get("rcx") == 0x4000_0003L ? 1 : 0;
        call.regs(regs.with("rax", reset).with("rdx", reset == 0 ? CRASH_NOTIFY : 0));
      }
      return call.proceed();
    });
  }
}
