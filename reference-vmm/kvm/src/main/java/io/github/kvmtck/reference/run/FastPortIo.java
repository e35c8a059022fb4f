package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.PortIo;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/**
 * kvm_fast_pio, as on VMX and SVM: the instruction is not emulated. RIP stays on it until re-entry,
 * which skips it (rule COMP-11).
 */
public final class FastPortIo implements PortIo {
  /** Old firmware expects RIP behind OUT 0x7e already at the exit (rule COMP-12). */
  private static final int QUIRKY_PORT = 0x7e;

  @Override
  public boolean outCompletesFirst(Vcpu vcpu, int port) {
    return false;
  }

  @Override
  public Pending afterIn(Vcpu vcpu, Stop.Suspended stop, int size) {
    return new Pending.FastIn(size, Skip.linearRip(vcpu.cpu()), stop.next());
  }

  @Override
  public Pending afterOut(Vcpu vcpu, Stop.Suspended stop, int port) {
    boolean quirk = vcpu.vm().settings().hasQuirk(SystemApi.KVM_X86_QUIRK_OUT_7E_INC_RIP);
    if (port == QUIRKY_PORT && quirk) {
      Outcome ignored = Skip.to(vcpu, stop.next());
      return new Pending.SkippedOut();
    }
    return new Pending.FastOut(Skip.linearRip(vcpu.cpu()), stop.next());
  }
}
