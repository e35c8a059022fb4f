package io.github.kvmtck.x86.asm.encode;

/** The bytes of one instruction as they are written, little-endian. */
final class Output {
  private final byte[] bytes;
  private int at;

  Output(int length, byte[] front) {
    bytes = new byte[length];
    System.arraycopy(front, 0, bytes, 0, front.length);
    at = front.length;
  }

  void put(long value, int count) {
    for (int i = 0; i < count; i++) {
      bytes[at++] = (byte) (value >> 8 * i);
    }
  }

  byte[] bytes() {
    if (at != bytes.length) {
      throw new IllegalStateException("%d bytes of %d".formatted(at, bytes.length));
    }
    return bytes;
  }
}
