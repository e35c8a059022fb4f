package io.github.kvmtck.x86.isa;

/** Instruction bytes with a cursor; running off the end is an IndexOutOfBoundsException. */
final class Bytes {
  private final byte[] code;
  private final int from;
  private final int end;
  private int at;

  Bytes(byte[] code, int from, int available) {
    this.code = code;
    this.from = from;
    at = from;
    end = from + available;
  }

  int next() {
    int value = peek();
    at++;
    return value;
  }

  int peek() {
    if (at >= end) {
      throw new IndexOutOfBoundsException();
    }
    return code[at] & 0xff;
  }

  long unsigned(int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) next() << 8 * i;
    }
    return value;
  }

  long signed(int length) {
    int unused = 64 - 8 * length;
    return unsigned(length) << unused >> unused;
  }

  int length() {
    return at - from;
  }
}
