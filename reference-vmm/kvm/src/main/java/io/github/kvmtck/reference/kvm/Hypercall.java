package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Mode;
import org.jspecify.annotations.Nullable;

/** kvm_emulate_hypercall: number in RAX, arguments in RBX, RCX, RDX. */
public final class Hypercall {
  /** KVM_HC_MAP_GPA_RANGE. */
  public static final int MAP_GPA_RANGE = 12;

  private static final long KVM_ENOSYS = 1000;
  private static final long KVM_EPERM = 1;
  private static final long KVM_EINVAL = 22;
  private static final int PAGE_SHIFT = 12;
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

  /**
   * VMCALL or VMMCALL has been reached.
   *
   * @return what userspace has to do for it; null where it is done
   */
  static @Nullable Question make(Vcpu vcpu) {
    if (vcpu.hyperv().takesHypercalls()) {
      return hyperv(vcpu);
    }
    if (exits(vcpu)) {
      return new Question.Call();
    }
    fail(vcpu);
    return null;
  }

  private static @Nullable Question hyperv(Vcpu vcpu) {
    HypervInput input = HypervInput.of(vcpu);
    switch (vcpu.hyperv().call(input)) {
      case HypervCalls.Answer.Exit(HypervInput call) -> {
        return new Question.HypervCall(call);
      }
      case HypervCalls.Answer.Status(int status) -> {
        vcpu.stats().count(Counter.HYPERCALLS);
        if (vcpu.vm().system().hypervCalls().hasResult(input.code())) {
          vcpu.hyperv().result(status);
        }
      }
      case HypervCalls.Answer.Undefined() -> vcpu.cpu().refuse();
    }
    return null;
  }

  /** Whether userspace has asked for this hypercall (KVM_CAP_EXIT_HYPERCALL, rule COMP-25). */
  private static boolean exits(Vcpu vcpu) {
    return permitted(vcpu) && handled(vcpu) && isRange(vcpu);
  }

  /** What KVM does not know, or may not do for CPL above 0, fails in RAX. */
  private static void fail(Vcpu vcpu) {
    long error = !permitted(vcpu) ? -KVM_EPERM : !handled(vcpu) ? -KVM_ENOSYS : -KVM_EINVAL;
    vcpu.cpu().r[Gpr.RAX] = longMode(vcpu) ? error : error & LOW_32;
  }

  private static boolean permitted(Vcpu vcpu) {
    return vcpu.cpu().segments.cpl() == 0;
  }

  private static boolean handled(Vcpu vcpu) {
    long wanted = vcpu.vm().settings().hypercallExits();
    return argument(vcpu, Gpr.RAX) == MAP_GPA_RANGE && (wanted & 1L << MAP_GPA_RANGE) != 0;
  }

  /** Whole pages, at least one, that do not go round the end of the address space. */
  private static boolean isRange(Vcpu vcpu) {
    long gpa = argument(vcpu, Gpr.RBX);
    long frame = gpa >>> PAGE_SHIFT;
    long pages = argument(vcpu, Gpr.RCX);
    return frame << PAGE_SHIFT == gpa && Long.compareUnsigned(frame + pages, frame) > 0;
  }
}
