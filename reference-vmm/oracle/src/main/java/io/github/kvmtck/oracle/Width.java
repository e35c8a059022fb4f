package io.github.kvmtck.oracle;

/** The kinds of code that a process can run. */
enum Width {
  /** 64-bit mode. */
  LONG(64, 0x33, 0x2b, Places.BATCH),

  /** 32-bit code in compatibility mode, in flat segments. */
  COMPATIBILITY(32, 0x23, 0x2b, Places.BATCH),

  /** 16-bit code in compatibility mode, in segments of 64 KiB from the local descriptor table. */
  PROTECTED(16, 0x07, 0x0f, 1024);

  private final int bits;
  private final int code;
  private final int data;
  private final int batch;

  Width(int bits, int code, int data, int batch) {
    this.bits = bits;
    this.code = code;
    this.data = data;
    this.batch = batch;
  }

  int bits() {
    return bits;
  }

  int codeSelector() {
    return code;
  }

  int dataSelector() {
    return data;
  }

  /** How many cases have a slot in the code segment. */
  int batch() {
    return batch;
  }

  long codeBase(Places places) {
    return this == PROTECTED ? places.slot(0) : 0;
  }

  long dataBase(Places places) {
    return this == PROTECTED ? places.data() : 0;
  }

  /** What code of this width has of a general register. */
  long registerMask() {
    return this == LONG ? -1L : 0xffff_ffffL;
  }
}
