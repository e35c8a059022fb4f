package io.github.kvmtck.reference.cpuid;

import java.util.List;

/** What KVM_GET_SUPPORTED_CPUID offers: the processor that the model has, and no more. */
public final class Supported {
  /**
   * FPU, VME, DE, PSE, TSC, MSR, PAE, CX8, APIC, SEP, PGE, CMOV, PAT, PSE-36, CLFSH, MMX, FXSR,
   * SSE, SSE2.
   */
  private static final int FEATURES_EDX = 0x078b_ab7f;

  /**
   * SSE3, PCLMULQDQ, SSSE3, CX16, PCID, SSE4.1, SSE4.2, x2APIC, MOVBE, POPCNT, TSC deadline timer,
   * AES, XSAVE, hypervisor.
   */
  private static final int FEATURES_ECX = 0x87fa_2203;

  /** FSGSBASE, TSC_ADJUST, BMI1, SMEP, BMI2, INVPCID, ADX, SMAP, CLFLUSHOPT, CLWB. */
  private static final int STRUCTURED_EBX =
      1 | 1 << 1 | 1 << 3 | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 19 | 1 << 20 | 1 << 23 | 1 << 24;

  /** LAHF and SAHF in 64-bit mode, LZCNT, PREFETCHW. */
  private static final int EXTENDED_ECX = 1 | 1 << 5 | 1 << 8;

  /** CLFLUSH is of 64 bytes. */
  private static final int CACHE_LINE = 64 / 8 << 8;

  /** UMIP, LA57, RDPID. */
  private static final int STRUCTURED_ECX = 1 << 2 | 1 << 16 | 1 << 22;

  /** SYSCALL, NX, 1 GiB pages, RDTSCP, LM. */
  private static final int EXTENDED_EDX = 1 << 11 | 1 << 20 | 1 << 26 | 1 << 27 | 1 << 29;

  /** XCR0: x87 and SSE. */
  private static final int COMPONENTS = 3;

  /** XSAVEOPT, XSAVEC, XGETBV of what is in use. */
  private static final int XSAVE_FEATURES = 7;

  /** The area that these need, and that all need that there are. */
  private static final int XSAVE_BYTES = 576;

  /**
   * KVM_FEATURE_CLOCKSOURCE, NOP_IO_DELAY, CLOCKSOURCE2, STEAL_TIME, PV_EOI, POLL_CONTROL,
   * STABLE_BIT.
   */
  private static final int KVM_FEATURES = 1 | 1 << 1 | 1 << 3 | 1 << 5 | 1 << 6 | 1 << 12 | 1 << 24;

  /** 52 physical and 57 linear address bits. */
  private static final int ADDRESS_BITS = 57 << 8 | 52;

  private static final int FAMILY_MODEL_STEPPING = 0x000506e3;

  private static final List<CpuidLeaf> LEAVES =
      List.of(
          CpuidLeaf.of(0, 0xd, word("Genu"), word("ntel"), word("ineI")),
          CpuidLeaf.of(1, FAMILY_MODEL_STEPPING, CACHE_LINE, FEATURES_ECX, FEATURES_EDX),
          CpuidLeaf.of(7, 0, 0, STRUCTURED_EBX, STRUCTURED_ECX, 0),
          CpuidLeaf.of(0xd, 0, COMPONENTS, XSAVE_BYTES, XSAVE_BYTES, 0),
          CpuidLeaf.of(0xd, 1, XSAVE_FEATURES, XSAVE_BYTES, 0, 0),
          CpuidLeaf.of(0x80000000, 0x80000008, 0, 0, 0),
          CpuidLeaf.of(0x80000001, 0, 0, EXTENDED_ECX, EXTENDED_EDX),
          CpuidLeaf.of(0x80000008, ADDRESS_BITS, 0, 0, 0),
          CpuidLeaf.of(0x40000000, 0x40000001, word("KVMK"), word("VMKV"), word("M\0\0\0")),
          CpuidLeaf.of(0x40000001, KVM_FEATURES, 0, 0, 0));

  private static final List<CpuidLeaf> EMULATED =
      List.of(
          CpuidLeaf.of(0, 7, 0, 0, 0),
          CpuidLeaf.of(1, 0, 0, 1 << 22, 0),
          CpuidLeaf.of(7, 0, 0, 0, 0, 0));

  private Supported() {}

  public static List<CpuidLeaf> leaves() {
    return LEAVES;
  }

  /**
   * What KVM_GET_EMULATED_CPUID offers: instructions that KVM's emulator has, whatever the
   * processor has: MOVBE.
   */
  public static List<CpuidLeaf> emulated() {
    return EMULATED;
  }

  /** The same as a guest would see it. */
  public static CpuidTable table() {
    return new CpuidTable(LEAVES);
  }

  static int word(String four) {
    return four.charAt(0) | four.charAt(1) << 8 | four.charAt(2) << 16 | four.charAt(3) << 24;
  }
}
