package io.github.kvmtck.x86.cpu;

/**
 * What CPUID reports of a processor (SDM vol. 2, CPUID; APM vol. 3, appendix E). The forms of the
 * instruction table name what they need.
 */
public enum Feature {
  FPU(1, Feature.EDX, 0),
  VME(1, Feature.EDX, 1),
  PSE(1, Feature.EDX, 3),
  TSC(1, Feature.EDX, 4),
  MSR(1, Feature.EDX, 5),
  PAE(1, Feature.EDX, 6),
  CX8(1, Feature.EDX, 8),
  SEP(1, Feature.EDX, 11),
  PGE(1, Feature.EDX, 13),
  CMOV(1, Feature.EDX, 15),
  PSE36(1, Feature.EDX, 17),
  CLFSH(1, Feature.EDX, 19),
  MMX(1, Feature.EDX, 23),
  FXSR(1, Feature.EDX, 24),
  SSE(1, Feature.EDX, 25),
  SSE2(1, Feature.EDX, 26),
  SSE3(1, Feature.ECX, 0),
  PCLMULQDQ(1, Feature.ECX, 1),
  MONITOR(1, Feature.ECX, 3),
  SSSE3(1, Feature.ECX, 9),
  CX16(1, Feature.ECX, 13),
  PCID(1, Feature.ECX, 17),
  SSE4_1(1, Feature.ECX, 19),
  SSE4_2(1, Feature.ECX, 20),
  MOVBE(1, Feature.ECX, 22),
  POPCNT(1, Feature.ECX, 23),
  AES(1, Feature.ECX, 25),
  XSAVE(1, Feature.ECX, 26),
  RDRAND(1, Feature.ECX, 30),
  FSGSBASE(7, Feature.EBX, 0),
  BMI1(7, Feature.EBX, 3),
  SMEP(7, Feature.EBX, 7),
  BMI2(7, Feature.EBX, 8),
  INVPCID(7, Feature.EBX, 10),
  RDSEED(7, Feature.EBX, 18),
  ADX(7, Feature.EBX, 19),
  SMAP(7, Feature.EBX, 20),
  CLFLUSHOPT(7, Feature.EBX, 23),
  CLWB(7, Feature.EBX, 24),
  UMIP(7, Feature.ECX, 2),
  LA57(7, Feature.ECX, 16),
  RDPID(7, Feature.ECX, 22),
  XSAVEOPT(0xd, 1, Feature.EAX, 0),
  XSAVEC(0xd, 1, Feature.EAX, 1),
  XGETBV1(0xd, 1, Feature.EAX, 2),
  LAHF64(0x8000_0001, Feature.ECX, 0),
  LZCNT(0x8000_0001, Feature.ECX, 5),
  PREFETCHW(0x8000_0001, Feature.ECX, 8),
  SYSCALL(0x8000_0001, Feature.EDX, 11),
  NX(0x8000_0001, Feature.EDX, 20),
  GBPAGES(0x8000_0001, Feature.EDX, 26),
  RDTSCP(0x8000_0001, Feature.EDX, 27),
  LM(0x8000_0001, Feature.EDX, 29);

  private static final int EAX = 0;
  private static final int EBX = 1;
  private static final int ECX = 2;
  private static final int EDX = 3;

  private final int leaf;
  private final int subleaf;
  private final int register;
  private final int bit;

  Feature(int leaf, int register, int bit) {
    this(leaf, 0, register, bit);
  }

  Feature(int leaf, int subleaf, int register, int bit) {
    this.leaf = leaf;
    this.subleaf = subleaf;
    this.register = register;
    this.bit = bit;
  }

  /** Whether CPUID, as {@code cpuid} answers it, reports the feature. */
  public boolean reported(Cpuid cpuid) {
    int[] answer = new int[4];
    cpuid.answer(leaf, subleaf, answer);
    return (answer[register] >>> bit & 1) != 0;
  }

  /** Adds the feature to what CPUID answers for a leaf. */
  public void report(int asked, int askedSubleaf, int[] into) {
    if (asked == leaf && askedSubleaf == subleaf) {
      into[register] |= 1 << bit;
    }
  }

  /** The CPUID instruction: {@code into} receives EAX, EBX, ECX, EDX. */
  public interface Cpuid {
    void answer(int leaf, int subleaf, int[] into);
  }
}
