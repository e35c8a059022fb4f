package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Feature;

/**
 * IA32_EFER (set_efer). Long mode is entered and left by CR0.PG, never by writing LMA; what a guest
 * may set depends on its CPUID, also where its client has set none.
 */
record Efer(Vcpu vcpu) implements MsrRegister {
  private static final long LONG_MODE = Control.EFER_LME | Control.EFER_LMA;
  private static final long KNOWN = Control.EFER_SCE | LONG_MODE | Control.EFER_NXE;

  @Override
  public long get() {
    return vcpu.cpu().control.efer();
  }

  @Override
  public boolean set(long value, boolean host) {
    Control control = vcpu.cpu().control;
    if ((value & ~KNOWN) != 0 || !host && !allowedByGuest(value)) {
      return false;
    }
    control.efer(value & ~Control.EFER_LMA | control.efer() & Control.EFER_LMA);
    return true;
  }

  /** __kvm_valid_efer, and LME that cannot change while paging is on. */
  private boolean allowedByGuest(long value) {
    Control control = vcpu.cpu().control;
    boolean paging = (control.cr0() & Control.CR0_PG) != 0;
    boolean changesMode = ((value ^ control.efer()) & Control.EFER_LME) != 0;
    return !(paging && changesMode)
        && ((value & LONG_MODE) == 0 || reported(Feature.LM))
        && ((value & Control.EFER_NXE) == 0 || reported(Feature.NX));
  }

  private boolean reported(Feature feature) {
    return feature.reported(vcpu.settings().cpuid()::answer);
  }
}
