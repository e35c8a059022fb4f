package io.github.kvmtck.reference.cpuid;

/**
 * One entry of a CPUID table (struct kvm_cpuid_entry2).
 *
 * @param indexed the entry is for one value of ECX only (KVM_CPUID_FLAG_SIGNIFCANT_INDEX)
 */
public record CpuidLeaf(
    int function, int index, boolean indexed, int eax, int ebx, int ecx, int edx) {

  static CpuidLeaf of(int function, int eax, int ebx, int ecx, int edx) {
    return new CpuidLeaf(function, 0, false, eax, ebx, ecx, edx);
  }

  static CpuidLeaf of(int function, int index, int eax, int ebx, int ecx, int edx) {
    return new CpuidLeaf(function, index, true, eax, ebx, ecx, edx);
  }

  boolean answers(int leaf, int subleaf) {
    return function == leaf && (!indexed || index == subleaf);
  }
}
