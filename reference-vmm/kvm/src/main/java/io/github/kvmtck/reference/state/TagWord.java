package io.github.kvmtck.reference.state;

/**
 * The x87 tag word: full, and abridged to one bit a register as FXSAVE has it (SDM vol. 1, 10.5).
 */
final class TagWord {
  private static final int EMPTY = 3;

  private TagWord() {}

  static int abridged(int full) {
    int bits = 0;
    for (int i = 0; i < 8; i++) {
      if ((full >>> i * 2 & EMPTY) != EMPTY) {
        bits |= 1 << i;
      }
    }
    return bits;
  }

  /** What is in use counts as valid. */
  static int full(int abridged) {
    int full = 0;
    for (int i = 0; i < 8; i++) {
      if ((abridged & 1 << i) == 0) {
        full |= EMPTY << i * 2;
      }
    }
    return full;
  }
}
