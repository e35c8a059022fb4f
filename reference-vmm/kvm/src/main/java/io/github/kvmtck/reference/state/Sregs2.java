package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.Registers.KVM_SREGS2_FLAGS_PDPTRS_VALID;
import static io.github.kvmtck.api.uapi.Registers.SREGS2;

import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;

/**
 * struct kvm_sregs2: as kvm_sregs up to apic_base, without the interrupt bitmap. PDPTRs are read
 * from memory when CR3 is loaded, so none are kept.
 */
public final class Sregs2 {
  private Sregs2() {}

  public static void get(Vcpu vcpu, MemorySegment out) {
    Sregs.common(vcpu, out);
  }

  /**
   * __set_sregs2.
   *
   * @return false for unknown flags or a combination that the processor does not have: EINVAL
   */
  public static boolean set(Vcpu vcpu, MemorySegment in) {
    long flags = SREGS2.get(in, "flags");
    return (flags & ~KVM_SREGS2_FLAGS_PDPTRS_VALID) == 0 && Sregs.setCommon(vcpu, in);
  }
}
