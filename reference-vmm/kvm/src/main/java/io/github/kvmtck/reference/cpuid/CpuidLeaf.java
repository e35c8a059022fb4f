package io.github.kvmtck.reference.cpuid;

/**
 * One entry of a CPUID table (struct kvm_cpuid_entry2).
 *
 * @param flags KVM_CPUID_FLAG_*, as the client has set them
 */
public record CpuidLeaf(int function, int index, int flags, int eax, int ebx, int ecx, int edx) {
  /** KVM_CPUID_FLAG_SIGNIFCANT_INDEX: the entry is for one value of ECX only. */
  private static final int INDEXED = 1;

  static CpuidLeaf of(int function, int eax, int ebx, int ecx, int edx) {
    return new CpuidLeaf(function, 0, 0, eax, ebx, ecx, edx);
  }

  static CpuidLeaf of(int function, int index, int eax, int ebx, int ecx, int edx) {
    return new CpuidLeaf(function, index, INDEXED, eax, ebx, ecx, edx);
  }

  boolean answers(int leaf, int subleaf) {
    return function == leaf && ((flags & INDEXED) == 0 || index == subleaf);
  }

  /** This with bits of ECX and EDX changed. */
  CpuidLeaf with(int nextEcx, int nextEdx) {
    return new CpuidLeaf(function, index, flags, eax, ebx, nextEcx, nextEdx);
  }

  CpuidLeaf withEbx(int nextEbx) {
    return new CpuidLeaf(function, index, flags, eax, nextEbx, ecx, edx);
  }
}
