package io.github.kvmtck.oracle;

import java.util.random.RandomGenerator;

/**
 * The global descriptor table of a Linux process (gdt_page in arch/x86/kernel/cpu/common.c), as far
 * as user code can tell. The entry that has the processor's number is left out: it is another on
 * each processor.
 */
final class KernelDescriptors {
  static final int LIMIT = 0x77;

  private static final long[] TABLE = {
    0,
    0x00cf_9b00_0000_ffffL, // kernel, 32-bit code
    0x00af_9b00_0000_ffffL, // kernel code
    0x00cf_9300_0000_ffffL, // kernel data
    0x00cf_fb00_0000_ffffL, // 32-bit code
    0x00cf_f300_0000_ffffL, // data
    0x00af_fb00_0000_ffffL, // code
    0,
    0x0000_8b00_0000_206fL, // TSS
    0,
    0x0000_8200_0000_000fL, // LDT
    0
  };

  /** What is asked about: each of these, a null selector, and selectors beyond the table. */
  private static final int[] SELECTORS = {
    0, 3, 0x08, 0x10, 0x1b, 0x20, 0x23, 0x28, 0x2a, 0x2b, 0x31, 0x33, 0x43, 0x53, 0x60, 0xfff8
  };

  private KernelDescriptors() {}

  static void put(Silicon silicon, long address) {
    for (int i = 0; i < TABLE.length; i++) {
      silicon.put(address + 8L * i, TABLE[i]);
    }
  }

  static int selector(RandomGenerator random) {
    return SELECTORS[random.nextInt(SELECTORS.length)];
  }
}
