package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.x86.cpu.Gpr;

/**
 * A Hyper-V hypercall as the guest makes it (struct kvm_hv_hcall).
 *
 * @param param the hypercall input value: code, flags, counts
 * @param ingpa the input page, or the first argument of a fast call
 * @param outgpa the output page, or the second argument of a fast call
 */
public record HypervInput(long param, long ingpa, long outgpa) {
  private static final int R8 = 8;
  private static final int FAST = 1 << 16;
  private static final int VARIABLE_HEADER_SHIFT = 17;
  private static final int VARIABLE_HEADER_MASK = 0x3ff;
  private static final int COUNT_SHIFT = 32;
  private static final int START_SHIFT = 48;
  private static final int REPETITION_MASK = 0xfff;

  /** HV_HYPERCALL_RSVD_MASK. */
  private static final long RESERVED = 0xf000_f000_7800_0000L;

  private static final long LOW_32 = 0xffff_ffffL;

  static HypervInput of(Vcpu vcpu) {
    long[] r = vcpu.cpu().r;
    return Hypercall.longMode(vcpu)
        ? new HypervInput(r[Gpr.RCX], r[Gpr.RDX], r[R8])
        : new HypervInput(
            pair(r[Gpr.RDX], r[Gpr.RAX]),
            pair(r[Gpr.RBX], r[Gpr.RCX]),
            pair(r[Gpr.RDI], r[Gpr.RSI]));
  }

  private static long pair(long high, long low) {
    return high << 32 | low & LOW_32;
  }

  /** HVCALL_*. */
  public int code() {
    return (int) param & 0xffff;
  }

  /** The arguments are in registers. */
  public boolean fast() {
    return (param & FAST) != 0;
  }

  /** Quadwords of the variable header. */
  public int variableHeader() {
    return (int) (param >>> VARIABLE_HEADER_SHIFT) & VARIABLE_HEADER_MASK;
  }

  /** It is a repeated one. */
  public boolean repeated() {
    return (param >>> COUNT_SHIFT & REPETITION_MASK) != 0
        || (param >>> START_SHIFT & REPETITION_MASK) != 0;
  }

  boolean hasReservedBits() {
    return (param & RESERVED) != 0;
  }

  public HypervInput withIngpa(long value) {
    return new HypervInput(param, value, outgpa);
  }
}
