package io.github.kvmtck.reference.fuzz;

import java.util.List;

/**
 * What a stream runs in, before anything is put in elsewhere. Corpus files have their numbers: new
 * ones come last.
 */
enum Mode {
  REAL(16, 0),
  PROTECTED_16(16, 0),
  PROTECTED_32(32, 0),
  PAGED_32(32, 2),
  COMPATIBILITY(32, 4),
  LONG(64, 4),
  VIRTUAL_8086(16, 0),
  VIRTUAL_8086_PAGED(16, 2),
  PAGED_16(16, 2),
  PAE_16(16, 3),
  PAE(32, 3),
  COMPATIBILITY_16(16, 4),
  COMPATIBILITY_57(32, 5),
  LONG_57(64, 5);

  /** All of them, by number. */
  static final List<Mode> ALL = List.of(values());

  private static final long PE_ET = 0x11;
  private static final long ET = 0x10;
  private static final long PG_PE = 0x8000_0001L;
  private static final long PSE_AND_SSE = 0x610;
  private static final long PAE_AND_SSE = 0x620;
  private static final long SSE = 0x600;
  private static final long LA57 = 0x1000;

  private final int bits;
  private final int levels;

  /** Of a code segment and of the page tables; no levels is no paging. */
  Mode(int bits, int levels) {
    this.bits = bits;
    this.levels = levels;
  }

  /** Of the code. */
  int bits() {
    return bits;
  }

  /** Of page tables; 0 without paging. */
  int levels() {
    return levels;
  }

  boolean virtual8086() {
    return this == VIRTUAL_8086 || this == VIRTUAL_8086_PAGED;
  }

  /** Whether EFER.LMA is set. */
  boolean wide() {
    return levels >= 4;
  }

  long cr0() {
    return levels > 0 ? PG_PE : this == REAL ? ET : PE_ET;
  }

  long cr4() {
    return switch (levels) {
      case 0 -> SSE;
      case 2 -> PSE_AND_SSE;
      case 5 -> PAE_AND_SSE | LA57;
      default -> PAE_AND_SSE;
    };
  }
}
