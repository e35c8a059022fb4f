package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Mode;

/** kvm_emulate_hypercall: number in RAX, arguments in RBX, RCX, RDX. */
public final class Hypercall {
  /** KVM_HC_MAP_GPA_RANGE. */
  public static final int MAP_GPA_RANGE = 12;

  private static final long ENOSYS = -1000;
  private static final long EPERM = -1;
  private static final long LOW_32 = 0xffff_ffffL;

  private Hypercall() {}

  /** is_64_bit_hypercall. */
  public static boolean longMode(Vcpu vcpu) {
    return vcpu.cpu().control.mode() == Mode.LONG_64;
  }

  /** An argument register, as wide as the guest's mode. */
  public static long argument(Vcpu vcpu, int register) {
    long value = vcpu.cpu().r[register];
    return longMode(vcpu) ? value : value & LOW_32;
  }

  /** Whether userspace has asked for this hypercall (KVM_CAP_EXIT_HYPERCALL, rule COMP-25). */
  static boolean exits(Vcpu vcpu) {
    long wanted = vcpu.vm().settings().hypercallExits();
    return argument(vcpu, Gpr.RAX) == MAP_GPA_RANGE
        && (wanted & 1L << MAP_GPA_RANGE) != 0
        && vcpu.cpu().segments.cpl() == 0;
  }

  /** What KVM does not know, or may not do for CPL above 0, fails in RAX. */
  static void unknown(Vcpu vcpu) {
    long error = vcpu.cpu().segments.cpl() == 0 ? ENOSYS : EPERM;
    vcpu.cpu().r[Gpr.RAX] = longMode(vcpu) ? error : error & LOW_32;
  }
}
