package io.github.kvmtck.reference.fuzz;

/** Bytes that decide everything, taken one after the other; zeros where there are no more. */
final class Input {
  private final byte[] bytes;
  private int at;

  Input(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean more() {
    return at < bytes.length;
  }

  int u8() {
    return more() ? bytes[at++] & 0xff : 0;
  }

  long number(int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) u8() << 8 * i;
    }
    return value;
  }

  /** A number of some width: most guests have small ones in their registers. */
  long register() {
    return switch (u8() & 7) {
      case 0 -> 0;
      case 1, 2 -> number(2);
      case 3 -> -1 - number(1);
      case 4, 5 -> number(3) & 0x3ffff;
      case 6 -> number(4);
      default -> number(8);
    };
  }

  int below(int bound) {
    return u8() % bound;
  }

  boolean chance(int in) {
    return below(in) == 1;
  }

  byte[] take(int length) {
    byte[] taken = new byte[length];
    for (int i = 0; i < length; i++) {
      taken[i] = (byte) u8();
    }
    return taken;
  }
}
