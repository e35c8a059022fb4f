package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.Registers.KVM_SREGS2_FLAGS_PDPTRS_VALID;
import static io.github.kvmtck.api.uapi.Registers.SREGS2;

import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Control;
import java.lang.foreign.MemorySegment;

/**
 * struct kvm_sregs2: as kvm_sregs up to apic_base, with the root entries of PAE paging in place of
 * the interrupt bitmap.
 */
public final class Sregs2 {
  private static final int ROOT_ENTRIES = 4;

  private Sregs2() {}

  /** __get_sregs2. */
  public static void get(Vcpu vcpu, MemorySegment out) {
    Sregs.common(vcpu, out);
    Control control = vcpu.cpu().control;
    if (control.paePaging()) {
      for (int i = 0; i < ROOT_ENTRIES; i++) {
        SREGS2.set(out, entry(i), control.pdpte(i));
      }
      SREGS2.set(out, "flags", KVM_SREGS2_FLAGS_PDPTRS_VALID);
    }
  }

  /**
   * __set_sregs2.
   *
   * @return false for unknown flags, root entries where there are none, or a combination that the
   *     processor does not have: EINVAL
   */
  public static boolean set(Vcpu vcpu, MemorySegment in) {
    long flags = SREGS2.get(in, "flags");
    boolean given = (flags & KVM_SREGS2_FLAGS_PDPTRS_VALID) != 0;
    boolean pae =
        (SREGS2.get(in, "cr0") & Control.CR0_PG) != 0
            && (SREGS2.get(in, "cr4") & Control.CR4_PAE) != 0
            && (SREGS2.get(in, "efer") & Control.EFER_LMA) == 0;
    if ((flags & ~KVM_SREGS2_FLAGS_PDPTRS_VALID) != 0
        || given && !pae
        || !Sregs.setCommon(vcpu, in, !given)) {
      return false;
    }
    for (int i = 0; given && i < ROOT_ENTRIES; i++) {
      vcpu.cpu().control.pdpte(i, SREGS2.get(in, entry(i)));
    }
    return true;
  }

  private static String entry(int index) {
    return "pdptrs[" + index + "]";
  }
}
